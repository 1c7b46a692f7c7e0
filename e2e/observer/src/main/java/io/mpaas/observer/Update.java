package io.mpaas.observer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * In which order an update changed the pods.
 *
 * <p>A component is judged by the first write that gave its pod template another content hash. Each of its
 * {@link Node#updateAfter()} that changed in the same update must have been Ready at a template of this update before. New
 * components are not judged here but as a start; what is updated after them is.
 *
 * @param changes components whose template changed
 * @param duration first change to last readiness
 */
public record Update(SortedMap<String, Change> changes, Duration duration, List<Violation> violations) {

    /**
     * How the pods of one component changed.
     *
     * @param from empty for a new component
     * @param ready first moment at which enough replicas of the new template were ready; if that was replaced before, of the
     *     next one that got ready
     */
    public record Change(Optional<String> from, String to, Moment changed, Optional<Moment> ready) {}

    /**
     * Judges what was seen so far.
     *
     * @param sinceNanos changes up to here belong to something earlier
     */
    static Update of(Graph graph, List<Sighting> inOrder, long sinceNanos) {
        SortedMap<String, Change> changes = new TreeMap<>();
        History.ofAll(graph, inOrder)
                .forEach((name, history) ->
                        change(history.revisions(), sinceNanos).ifPresent(change -> changes.put(name, change)));
        List<Violation> violations = new ArrayList<>();
        changes.forEach((name, change) -> {
            if (change.from().isPresent()) {
                violations.addAll(early(name, change, graph.node(name), changes));
            }
        });
        return new Update(changes, duration(changes), List.copyOf(violations));
    }

    private static Optional<Change> change(List<History.Revision> revisions, long sinceNanos) {
        List<History.Revision> earlier = revisions.stream()
                .filter(revision -> revision.changed().nanos() <= sinceNanos)
                .toList();
        List<History.Revision> later = revisions.subList(earlier.size(), revisions.size());
        if (later.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Change(
                earlier.isEmpty()
                        ? Optional.empty()
                        : Optional.of(earlier.getLast().template()),
                later.getFirst().template(),
                later.getFirst().changed(),
                later.stream().flatMap(revision -> revision.ready().stream()).findFirst()));
    }

    private static List<Violation> early(String name, Change change, Node node, SortedMap<String, Change> changes) {
        List<Violation> violations = new ArrayList<>();
        changes.forEach((predecessor, earlier) -> {
            boolean inTime = earlier.ready()
                    .filter(ready -> ready.isBefore(change.changed()))
                    .isPresent();
            if (node.updateAfter().contains(predecessor) && !inTime) {
                violations.add(new Violation(
                        name,
                        "was updated",
                        change.changed(),
                        predecessor,
                        "was Ready at its new template",
                        earlier.ready()));
            }
        });
        return violations;
    }

    private static Duration duration(Map<String, Change> changes) {
        Comparator<Moment> arrival = Comparator.comparingLong(Moment::nanos);
        Optional<Moment> first = changes.values().stream().map(Change::changed).min(arrival);
        Optional<Moment> last = changes.values().stream()
                .flatMap(change -> Stream.concat(Stream.of(change.changed()), change.ready().stream()))
                .max(arrival);
        return first.flatMap(from -> last.map(until -> until.since(from))).orElse(Duration.ZERO);
    }

    /** Empty of a component whose template did not change. */
    public Optional<Change> change(String component) {
        return Optional.ofNullable(changes.get(component));
    }

    /** Whether every component that changed is Ready at its new template. */
    public boolean complete() {
        return changes.values().stream().allMatch(change -> change.ready().isPresent());
    }
}
