package io.mpaas.observer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How an installation started.
 *
 * <pre>
 *   mysql   w─────────r
 *   schema            ·gate·w──────r          makespan = first w to last r
 *   core                           ·gate·w────────r
 * </pre>
 *
 * Components that were started before the observation are neither timed nor judged.
 *
 * @param components every component of the graph
 * @param makespan first {@code w} to last {@code r}; of an unfinished start, to the last {@code r} so far
 * @param criticalPath longest path of {@code r − w} over startup edges
 * @param gates from the last startup dependency's {@code r} to the own {@code w}
 * @param gaps how often a watch was cut so that events may be missing; times are to be trusted only if 0
 */
public record Observation(
        SortedMap<String, Start> components,
        Duration makespan,
        CriticalPath criticalPath,
        Percentiles gates,
        List<Violation> violations,
        int gaps) {

    /**
     * How one component started.
     *
     * @param w first write that let pods appear; never of an external component
     * @param r first moment at which it was Ready
     * @param gate empty without startup dependencies, or where a time is unknown
     */
    public record Start(Optional<Moment> w, Optional<Moment> r, Optional<Duration> gate) {
        static final Start NONE = new Start(Optional.empty(), Optional.empty(), Optional.empty());

        /** {@code r − w}, if both are known. */
        public Optional<Duration> took() {
            return w.filter(Moment::witnessed).flatMap(from -> r.map(until -> until.since(from)));
        }
    }

    static Observation of(Graph graph, List<Sighting> inOrder, int gaps) {
        Map<String, History> histories = History.ofAll(graph, inOrder);
        Map<String, Moment> ready = Readiness.of(graph, histories);
        SortedMap<String, Start> starts = new TreeMap<>();
        List<Violation> violations = new ArrayList<>();
        graph.nodes().forEach((name, node) -> {
            Optional<Moment> w = node.external()
                    ? Optional.empty()
                    : histories.getOrDefault(name, History.NONE).started();
            starts.put(name, new Start(w, Optional.ofNullable(ready.get(name)), gate(w, node, ready)));
            w.filter(Moment::witnessed).ifPresent(at -> violations.addAll(early(name, at, node, ready)));
        });
        return new Observation(
                starts,
                makespan(starts),
                criticalPath(graph, starts),
                Percentiles.of(starts.values().stream()
                        .flatMap(start -> start.gate().stream())
                        .toList()),
                List.copyOf(violations),
                gaps);
    }

    private static Optional<Duration> gate(Optional<Moment> w, Node node, Map<String, Moment> ready) {
        if (!ready.keySet().containsAll(node.startup())) {
            return Optional.empty();
        }
        Optional<Moment> open = node.startup().stream().map(ready::get).max(Comparator.comparingLong(Moment::nanos));
        return w.filter(Moment::witnessed)
                .flatMap(at -> open.filter(Moment::witnessed).map(at::since));
    }

    private static List<Violation> early(String name, Moment w, Node node, Map<String, Moment> ready) {
        return node.startup().stream()
                .filter(needed -> !ready.containsKey(needed) || w.isBefore(ready.get(needed)))
                .map(needed -> new Violation(
                        name, "was started", w, needed, "was Ready", Optional.ofNullable(ready.get(needed))))
                .toList();
    }

    private static Duration makespan(SortedMap<String, Start> starts) {
        List<Start> timed = starts.values().stream()
                .filter(start -> start.w().filter(Moment::witnessed).isPresent())
                .toList();
        Optional<Moment> first =
                timed.stream().flatMap(start -> start.w().stream()).min(Comparator.comparingLong(Moment::nanos));
        Optional<Moment> last =
                timed.stream().flatMap(start -> start.r().stream()).max(Comparator.comparingLong(Moment::nanos));
        return first.flatMap(from -> last.map(until -> until.since(from))).orElse(Duration.ZERO);
    }

    private static CriticalPath criticalPath(Graph graph, SortedMap<String, Start> starts) {
        Map<String, Duration> took = starts.entrySet().stream()
                .filter(entry -> entry.getValue().took().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().took().orElseThrow()));
        Function<String, java.util.SortedSet<String>> startup =
                name -> graph.node(name).startup();
        return CriticalPath.of(graph.dependenciesFirst(), startup, took);
    }

    /** How one component started; empty of a name that is not in the graph. */
    public Start start(String component) {
        return components.getOrDefault(component, Start.NONE);
    }

    /** Whether every component of the graph, at least one, has been Ready. */
    public boolean complete() {
        return !components.isEmpty()
                && components.values().stream().allMatch(start -> start.r().isPresent());
    }

    /** makespan / CP; 1 is the best that any order can do. NaN while nothing is timed. */
    public double stretch() {
        return (double) makespan.toNanos() / criticalPath.length().toNanos();
    }
}
