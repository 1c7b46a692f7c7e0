package io.mpaas.observer.floor;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.observer.Feed;
import io.mpaas.observer.Graph;
import io.mpaas.observer.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Creates what may start when its startup dependencies are Ready, and nothing else: no status, no reconcile, no recovery. The
 * event that makes the last dependency Ready starts the dependant.
 *
 * <p>A component is Ready when enough of its replicas are, by the rule of {@link WorkloadState}, and its runtime dependencies
 * are Ready. Those that have no workload in the recorded run, such as external ones, count as Ready from the beginning.
 */
public final class Floor implements AutoCloseable {
    private final KubernetesClient client;
    private final String namespace;
    private final RecordedRun run;
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Feed<?>> feeds = new ArrayList<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final SortedMap<String, HasMetadata> waiting;
    private final Set<String> unready;
    private final Set<String> enoughReplicas = new HashSet<>();

    private Floor(KubernetesClient client, String namespace, RecordedRun run) {
        this.client = client;
        this.namespace = namespace;
        this.run = run;
        this.waiting = new TreeMap<>(run.workloads());
        this.unready = new HashSet<>(run.workloads().keySet());
    }

    /** Starts at once what has no startup dependencies; the rest follows by itself until {@link #close()}. */
    public static Floor start(KubernetesClient client, String namespace, RecordedRun run) {
        Floor floor = new Floor(client, namespace, run);
        for (Class<? extends HasMetadata> kind : List.of(Deployment.class, StatefulSet.class, Job.class)) {
            floor.watch(kind);
        }
        floor.goOn();
        return floor;
    }

    private <T extends HasMetadata> void watch(Class<T> kind) {
        Feed<T> feed = new Feed<>(
                client.resources(kind).inNamespace(namespace),
                System::nanoTime,
                (object, gone, _) -> saw(object, gone));
        feeds.add(feed);
        feed.open();
    }

    private void saw(HasMetadata workload, boolean gone) {
        String name = workload.getMetadata().getLabels().getOrDefault(Mpaas.COMPONENT_LABEL, "");
        boolean quorum = graph().node(name).quorum();
        if (!gone && WorkloadState.of(workload).ready(quorum) && enough(name)) {
            goOn();
        }
    }

    private synchronized boolean enough(String name) {
        return enoughReplicas.add(name);
    }

    private synchronized void goOn() {
        while (unready.removeIf(name ->
                enoughReplicas.contains(name) && isReady(graph().node(name).runtime()))) {
            // Each one may make those Ready that need it to run.
        }
        waiting.entrySet().removeIf(entry -> {
            boolean starts = isReady(graph().node(entry.getKey()).startup());
            if (starts) {
                HasMetadata workload = entry.getValue();
                writers.execute(() -> create(workload));
            }
            return starts;
        });
        if (unready.isEmpty()) {
            finished.complete(null);
        }
    }

    private boolean isReady(Set<String> names) {
        return names.stream().noneMatch(unready::contains);
    }

    private Graph graph() {
        return run.graph();
    }

    private void create(HasMetadata workload) {
        try {
            client.resource(workload).inNamespace(namespace).create();
        } catch (RuntimeException e) {
            finished.completeExceptionally(e);
        }
    }

    /** Whether everything got Ready in time; a create that was refused is thrown. */
    public boolean await(Duration patience) throws InterruptedException {
        try {
            finished.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The floor could not create an object.", e.getCause());
        }
    }

    @Override
    public void close() {
        feeds.forEach(Feed::close);
        writers.close();
    }
}
