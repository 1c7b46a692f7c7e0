package io.mpaas.observer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * In which order an installation stopped.
 *
 * <p>A component stops with the write that marks its workload for deletion, deletes it or scales it to nothing. At that moment
 * no pod of a startup or runtime dependant may be there; a pod that has run to its end does not count.
 *
 * @param stops components that stopped and did not come back
 * @param duration first sign of deletion, of a Component or a workload, to the end of the last pod, workload and Component
 * @param ownTime longest path of the pods' own terminations over the edges reversed: no order can be faster
 * @param left components that have a workload or pods still
 */
public record Deletion(
        SortedMap<String, Stop> stops,
        Duration duration,
        Duration ownTime,
        SortedSet<String> left,
        List<Violation> violations) {

    /**
     * When one component stopped.
     *
     * @param gone end of its last pod
     */
    public record Stop(Moment stopped, Optional<Moment> gone) {}

    static Deletion of(Graph graph, List<Sighting> inOrder) {
        Map<String, History> histories = History.ofAll(graph, inOrder);
        SortedMap<String, Stop> stops = new TreeMap<>();
        histories.forEach((name, history) ->
                history.stopped().ifPresent(stopped -> stops.put(name, new Stop(stopped, history.gone()))));
        List<Violation> violations = new ArrayList<>();
        stops.forEach((name, stop) -> violations.addAll(early(name, stop, graph, histories)));
        return new Deletion(
                stops, duration(stops, inOrder), ownTime(graph, stops), left(histories), List.copyOf(violations));
    }

    private static List<Violation> early(String name, Stop stop, Graph graph, Map<String, History> histories) {
        List<Violation> violations = new ArrayList<>();
        for (String dependant : graph.dependants(name)) {
            List<History.Span> left = histories.getOrDefault(dependant, History.NONE).pods().stream()
                    .filter(pod -> pod.lastsBeyond(stop.stopped()))
                    .toList();
            if (!left.isEmpty()) {
                Optional<Moment> end = left.stream().anyMatch(pod -> pod.until().isEmpty())
                        ? Optional.empty()
                        : left.stream().flatMap(pod -> pod.until().stream()).reduce(Moment::or);
                violations.add(new Violation(name, "was stopped", stop.stopped(), dependant, "was without pods", end));
            }
        }
        return violations;
    }

    private static Duration duration(SortedMap<String, Stop> stops, List<Sighting> inOrder) {
        Stream<Moment> stopped = stops.values().stream().map(Stop::stopped);
        Comparator<Moment> arrival = Comparator.comparingLong(Moment::nanos);
        Optional<Moment> first = Stream.concat(
                        stopped,
                        inOrder.stream().filter(Deletion::isDeletedComponent).map(Sighting::at))
                .min(arrival);
        Optional<Moment> last =
                inOrder.stream().filter(Deletion::isEnd).map(Sighting::at).max(arrival);
        return first.flatMap(from -> last.map(until -> until.since(from))).orElse(Duration.ZERO);
    }

    private static boolean isDeletedComponent(Sighting sighting) {
        return sighting instanceof Sighting.OfComponent component && component.presence() != Presence.HERE;
    }

    private static boolean isEnd(Sighting sighting) {
        return switch (sighting) {
            case Sighting.OfPod pod -> !pod.alive();
            case Sighting.OfWorkload workload -> workload.presence() == Presence.GONE;
            case Sighting.OfComponent component -> component.presence() == Presence.GONE;
        };
    }

    private static Duration ownTime(Graph graph, SortedMap<String, Stop> stops) {
        Map<String, Duration> took = new TreeMap<>();
        stops.forEach((name, stop) -> stop.gone().ifPresent(gone -> took.put(name, gone.since(stop.stopped()))));
        List<String> dependantsFirst = new ArrayList<>(graph.dependenciesFirst());
        Collections.reverse(dependantsFirst);
        return CriticalPath.of(dependantsFirst, graph::dependants, took).length();
    }

    private static SortedSet<String> left(Map<String, History> histories) {
        SortedSet<String> left = new TreeSet<>();
        histories.forEach((name, history) -> {
            boolean pods = history.pods().stream().anyMatch(pod -> pod.until().isEmpty());
            if (pods || (history.started().isPresent() && history.stopped().isEmpty())) {
                left.add(name);
            }
        });
        return Collections.unmodifiableSortedSet(left);
    }

    /** Whether nothing runs any more. */
    public boolean complete() {
        return left.isEmpty();
    }
}
