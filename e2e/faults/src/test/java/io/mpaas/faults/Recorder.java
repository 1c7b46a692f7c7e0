package io.mpaas.faults;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Everything that happens to pods, workloads and Components of one namespace, by watches of its own, in the order of the API server. */
final class Recorder implements AutoCloseable {
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Watch> watches = new ArrayList<>();

    /**
     * One change of an object.
     *
     * @param version resourceVersion: the order of all changes, whatever the kind
     */
    record Seen(long version, HasMetadata object, boolean gone) {
        /** Empty of what belongs to no component. */
        String component() {
            return object instanceof Component ? object.getMetadata().getName() : label(Mpaas.COMPONENT_LABEL);
        }

        String contentHash() {
            return label(Mpaas.CONTENT_HASH_LABEL);
        }

        boolean isWorkload() {
            return !(object instanceof Pod) && !(object instanceof Component);
        }

        /** Gone, or on its way. */
        boolean ends() {
            return gone || object.isMarkedForDeletion();
        }

        private String label(String name) {
            Map<String, String> labels = object.getMetadata().getLabels();
            return labels == null ? "" : labels.getOrDefault(name, "");
        }
    }

    private Recorder() {}

    static Recorder open(KubernetesClient client, String namespace) {
        Recorder recorder = new Recorder();
        Stream.of(Component.class, Deployment.class, StatefulSet.class, DaemonSet.class, Job.class, Pod.class)
                .forEach(kind -> recorder.watch(client, namespace, kind));
        return recorder;
    }

    private <T extends HasMetadata> void watch(KubernetesClient client, String namespace, Class<T> kind) {
        watches.add(client.resources(kind).inNamespace(namespace).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                long version = Long.parseLong(object.getMetadata().getResourceVersion());
                seen.add(new Seen(version, object, action == Action.DELETED));
            }

            @Override
            public void onClose(WatcherException cause) {
                throw new IllegalStateException("a watch of the judge was cut", cause);
            }
        }));
    }

    /** So far. */
    List<Seen> inOrder() {
        return seen.stream().sorted(Comparator.comparingLong(Seen::version)).toList();
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
