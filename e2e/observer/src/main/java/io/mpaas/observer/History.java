package io.mpaas.observer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened to one component, from its sightings in the order of writes.
 *
 * @param started first write that let pods appear
 * @param ready when enough of its own replicas were ready; its dependencies are not looked at
 * @param revisions every pod template it had, in turn; one that came back is there twice
 * @param pods all it ever had
 * @param stopped when it was last deleted or scaled to nothing, if it still is so
 * @param external when its Component was first Ready; looked at for external components only
 */
record History(
        Optional<Moment> started,
        List<Span> ready,
        List<Revision> revisions,
        List<Span> pods,
        Optional<Moment> stopped,
        Optional<Moment> external) {

    /** Nothing ever happened. */
    static final History NONE =
            new History(Optional.empty(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

    /** {@code until} is empty while it lasts. */
    record Span(Moment from, Optional<Moment> until) {
        boolean lastsBeyond(Moment moment) {
            return until.isEmpty() || moment.isBefore(until.get());
        }
    }

    /**
     * @param template content hash
     * @param ready first moment at which enough replicas of this template were ready; of those before {@code changed} none counts
     */
    record Revision(String template, Moment changed, Optional<Moment> ready) {}

    /**
     * The component's workload after one event; absent while none is there or it is being deleted.
     *
     * @param everywhere whether every cluster has one that is to have one
     */
    private record Step(Moment at, Optional<WorkloadState> workload, boolean everywhere) {
        boolean runs() {
            return workload.map(WorkloadState::letsPodsAppear).orElse(false);
        }

        boolean ready(boolean quorum) {
            return everywhere && workload.map(state -> state.ready(quorum)).orElse(false);
        }
    }

    static Map<String, History> ofAll(Graph graph, List<Sighting> inOrder) {
        Map<String, List<Sighting>> byComponent = new TreeMap<>();
        inOrder.forEach(sighting -> byComponent
                .computeIfAbsent(sighting.component(), _ -> new ArrayList<>())
                .add(sighting));
        Map<String, History> histories = new TreeMap<>();
        byComponent.forEach((name, own) -> histories.put(name, of(graph.node(name), own)));
        return histories;
    }

    private static History of(Node node, List<Sighting> own) {
        boolean quorum = node.quorum();
        List<Step> steps = steps(own, node.sites());
        return new History(
                steps.stream().filter(Step::runs).map(Step::at).findFirst(),
                readySpans(quorum, steps),
                revisions(quorum, steps),
                pods(own),
                stopped(steps),
                external(own));
    }

    /** Of several Jobs the one that appeared last counts; what is in several clusters counts as one. */
    private static List<Step> steps(List<Sighting> own, int sites) {
        List<Step> steps = new ArrayList<>();
        SortedMap<String, LinkedHashMap<String, WorkloadState>> clusters = new TreeMap<>();
        for (Sighting sighting : own) {
            if (sighting instanceof Sighting.OfWorkload workload) {
                LinkedHashMap<String, WorkloadState> there =
                        clusters.computeIfAbsent(workload.at().cluster(), _ -> new LinkedHashMap<>());
                if (workload.presence() == Presence.HERE) {
                    there.put(workload.object(), workload.state());
                } else {
                    there.remove(workload.object());
                }
                List<WorkloadState> current = clusters.values().stream()
                        .filter(cluster -> !cluster.isEmpty())
                        .map(cluster -> cluster.lastEntry().getValue())
                        .toList();
                steps.add(
                        new Step(workload.at(), current.stream().reduce(WorkloadState::and), current.size() >= sites));
            }
        }
        return steps;
    }

    private static List<Span> readySpans(boolean quorum, List<Step> steps) {
        List<Span> spans = new ArrayList<>();
        Optional<Moment> since = Optional.empty();
        for (Step step : steps) {
            boolean ready = step.ready(quorum);
            if (ready && since.isEmpty()) {
                since = Optional.of(step.at());
            } else if (!ready && since.isPresent()) {
                spans.add(new Span(since.get(), Optional.of(step.at())));
                since = Optional.empty();
            }
        }
        since.ifPresent(from -> spans.add(new Span(from, Optional.empty())));
        return List.copyOf(spans);
    }

    private static List<Revision> revisions(boolean quorum, List<Step> steps) {
        List<Revision> revisions = new ArrayList<>();
        for (Step step : steps) {
            if (step.workload().isEmpty()) {
                continue;
            }
            String template = step.workload().get().template();
            if (revisions.isEmpty() || !revisions.getLast().template().equals(template)) {
                revisions.add(new Revision(template, step.at(), Optional.empty()));
            }
            Revision last = revisions.getLast();
            if (last.ready().isEmpty() && step.ready(quorum)) {
                revisions.removeLast();
                revisions.add(new Revision(template, last.changed(), Optional.of(step.at())));
            }
        }
        return List.copyOf(revisions);
    }

    private static List<Span> pods(List<Sighting> own) {
        Map<String, Span> pods = new LinkedHashMap<>();
        for (Sighting sighting : own) {
            if (sighting instanceof Sighting.OfPod pod) {
                Span span = pods.computeIfAbsent(pod.pod(), _ -> new Span(pod.at(), Optional.empty()));
                if (!pod.alive() && span.until().isEmpty()) {
                    pods.put(pod.pod(), new Span(span.from(), Optional.of(pod.at())));
                }
            }
        }
        return List.copyOf(pods.values());
    }

    private static Optional<Moment> stopped(List<Step> steps) {
        Optional<Moment> stopped = Optional.empty();
        boolean ran = false;
        for (Step step : steps) {
            if (step.runs()) {
                ran = true;
                stopped = Optional.empty();
            } else if (ran && stopped.isEmpty()) {
                stopped = Optional.of(step.at());
            }
        }
        return stopped;
    }

    private static Optional<Moment> external(List<Sighting> own) {
        return own.stream()
                .filter(sighting -> sighting instanceof Sighting.OfComponent component && component.ready())
                .map(Sighting::at)
                .findFirst();
    }

    /** When the last pod was gone; empty while one is there or the component was not stopped. */
    Optional<Moment> gone() {
        if (stopped.isEmpty() || pods.stream().anyMatch(pod -> pod.until().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(pods.stream().flatMap(pod -> pod.until().stream()).reduce(stopped.get(), Moment::or));
    }
}
