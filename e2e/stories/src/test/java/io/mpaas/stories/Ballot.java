package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.observer.Feed;
import io.mpaas.observer.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches the members of a set: what became of each, in order ({@code zk-0 made}, {@code zk-0 Ready}, {@code zk-0 away},
 * {@code zk-0 leaves}), and the fewest that were Ready at one time.
 */
final class Ballot implements AutoCloseable {
    private final Feed<Pod> feed;
    private final Map<String, String> states = new HashMap<>();
    private final List<String> events = new ArrayList<>();
    private long fewest = Long.MAX_VALUE;

    private Ballot(KubernetesClient client, String namespace, String component) {
        this.feed = new Feed<>(
                client.pods().inNamespace(namespace).withLabel(Mpaas.COMPONENT_LABEL, component),
                System::nanoTime,
                this::saw);
    }

    /** From now on; what is there already is no event. */
    static Ballot open(Stage stage, String component) {
        Ballot ballot = new Ballot(stage.client(), stage.namespace(), component);
        ballot.feed.open();
        ballot.begin();
        return ballot;
    }

    private synchronized void begin() {
        events.clear();
        fewest = ready();
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }

    /** Members that were Ready at one time, at least. */
    synchronized long fewest() {
        return fewest;
    }

    private synchronized void saw(Pod pod, boolean gone, Moment at) {
        String uid = pod.getMetadata().getUid();
        String state = gone || pod.isMarkedForDeletion() ? "leaves" : serves(pod) ? "Ready" : "away";
        String before = gone ? states.remove(uid) : states.put(uid, state);
        String said = before == null && state.equals("away") ? "made" : state;
        if (!state.equals(before)) {
            events.add(pod.getMetadata().getName() + " " + said);
        }
        fewest = Math.min(fewest, ready());
    }

    private long ready() {
        return states.values().stream().filter("Ready"::equals).count();
    }

    private static boolean serves(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    @Override
    public void close() {
        feed.close();
    }
}
