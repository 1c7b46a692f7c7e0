package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.observer.Feed;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The kubelets of one namespace, for the pods with the annotation {@code mpaas.io/simulated-by}: it runs nothing and writes
 * what a kubelet would, for a program that, once started, looks for what it needs and exits if that is not there.
 *
 * <p>A container that starts looks after {@link #LOOK}; if of any startup or runtime dependency too few pods are ready (a majority of a voting set, else one), it exits with code 1, and is started again at once the first time, then after 10 s, 20 s and so
 * on, doubling up to 300 s, as a kubelet does. Else it is ready after its {@code mpaas.io/simulated-start-seconds}, and stays so.
 */
final class SimulatedKubelet implements AutoCloseable {
    static final String ANNOTATION = "mpaas.io/simulated-by";
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    private static final long POLL_NANOS = 50_000_000;

    private final KubernetesClient client;
    private final Graph graph;
    private final Feed<Pod> feed;
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulated-kubelet").factory());
    private final Map<String, Container> containers = new HashMap<>();
    private final Set<String> played = new HashSet<>();
    private boolean power = true;
    private int exits;

    private SimulatedKubelet(KubernetesClient client, String namespace, Graph graph) {
        this.client = client;
        this.graph = graph;
        this.feed = new Feed<>(client.pods().inNamespace(namespace), System::nanoTime, this::saw);
    }

    /** @param graph what the programs need; the client stays the caller's */
    static SimulatedKubelet open(KubernetesClient client, String namespace, Graph graph) {
        SimulatedKubelet kubelet = new SimulatedKubelet(client, namespace, graph);
        kubelet.feed.open();
        return kubelet;
    }

    /** The power goes: no container runs. What a node controller would make of it is said of the pods at once. */
    synchronized void cutPower() {
        power = false;
        containers.values().forEach(Container::dies);
    }

    /** The power is back: every container starts at the same time, its back-off forgotten. */
    synchronized void restorePower() {
        power = true;
        exits = 0;
        containers.values().forEach(Container::starts);
    }

    /** How often a container exited since the power came back. */
    synchronized int exits() {
        return exits;
    }

    /** Waits until as many containers as given are ready, and no other is there. */
    boolean awaitReady(int pods, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!allReady(pods)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    private synchronized boolean allReady(int pods) {
        return containers.size() == pods && containers.values().stream().allMatch(container -> container.ready);
    }

    synchronized int pods() {
        return containers.size();
    }

    @Override
    public void close() {
        feed.close();
        time.shutdownNow();
    }

    private synchronized void saw(Pod pod, boolean gone, Moment at) {
        String uid = pod.getMetadata().getUid();
        if (gone || pod.isMarkedForDeletion()) {
            containers.remove(uid);
        } else if (!containers.containsKey(uid) && isPlayed(pod)) {
            Container container = new Container(pod);
            containers.put(uid, container);
            played.add(container.component);
            if (power) {
                container.after(Duration.ZERO, container::starts);
            }
        }
    }

    private static boolean isPlayed(Pod pod) {
        return pod.getSpec().getNodeName() != null
                && pod.getMetadata().getAnnotations() != null
                && pod.getMetadata().getAnnotations().containsKey(ANNOTATION)
                && pod.getMetadata().getOwnerReferences().stream()
                        .map(OwnerReference::getKind)
                        .noneMatch("Job"::equals);
    }

    /** What never had a pod here, as a Job or the customer's own, is taken to be there. */
    private boolean has(String component) {
        List<Container> its = containers.values().stream()
                .filter(container -> container.component.equals(component))
                .toList();
        long ready = its.stream().filter(container -> container.ready).count();
        return !played.contains(component) || ready >= (graph.node(component).quorum() ? its.size() / 2 + 1 : 1);
    }

    /** The one container of a pod that counts. */
    private final class Container {
        private final Pod pod;
        private final String component;
        private final Duration startTime;
        private boolean ready;
        private int restarts = -1;
        private int exitsInARow;
        private Instant started = Instant.EPOCH;
        /** What was planned under an earlier number has become void. */
        private int run;

        Container(Pod pod) {
            this.pod = pod;
            this.component = pod.getMetadata().getLabels().getOrDefault(Mpaas.COMPONENT_LABEL, "");
            this.startTime = startTime(pod);
        }

        private void dies() {
            run++;
            exitsInARow = 0;
            if (ready) {
                ready = false;
                write(false, "{\"running\": {}}");
            }
        }

        private void starts() {
            run++;
            restarts++;
            started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            write(false, "{\"running\": {\"startedAt\": \"%s\"}}".formatted(started));
            after(LOOK, this::looks);
        }

        private void looks() {
            if (graph.node(component).ordering().stream().allMatch(SimulatedKubelet.this::has)) {
                after(startTime.minus(LOOK), this::becomesReady);
            } else {
                exits();
            }
        }

        private void becomesReady() {
            ready = true;
            exitsInARow = 0;
            write(true, "{\"running\": {\"startedAt\": \"%s\"}}".formatted(started));
        }

        private void exits() {
            exits++;
            exitsInARow++;
            write(
                    false,
                    "{\"waiting\": {\"reason\": \"CrashLoopBackOff\", \"message\": \"back-off restarting failed container\"}}");
            after(delay(exitsInARow), this::starts);
        }

        private void after(Duration delay, Runnable deed) {
            int planned = run;
            var _ = time.schedule(
                    () -> {
                        synchronized (SimulatedKubelet.this) {
                            if (run == planned && containers.containsValue(this)) {
                                deed.run();
                            }
                        }
                    },
                    Math.max(0, delay.toNanos()),
                    TimeUnit.NANOSECONDS);
        }

        private void write(boolean nowReady, String state) {
            String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            List<String> conditions = new ArrayList<>();
            for (String type : List.of("PodReadyToStartContainers", "Initialized", "ContainersReady", "Ready")) {
                boolean status = nowReady || !type.endsWith("Ready");
                conditions.add("{\"type\": \"%s\", \"status\": \"%s\", \"lastTransitionTime\": \"%s\"}"
                        .formatted(type, status ? "True" : "False", now));
            }
            String last = exitsInARow == 0
                    ? "{}"
                    : "{\"terminated\": {\"exitCode\": 1, \"reason\": \"Error\", \"startedAt\": \"%s\", \"finishedAt\": \"%s\"}}"
                            .formatted(started, now);
            patch("""
                    {"metadata": {"uid": "%s"}, "status": {"phase": "Running", "startTime": "%s", "podIP": "198.18.0.1",
                     "podIPs": [{"ip": "198.18.0.1"}], "conditions": [%s], "containerStatuses": [
                      {"name": "%s", "image": "simulated", "imageID": "", "ready": %s, "started": %s, "restartCount": %d,
                       "state": %s, "lastState": %s}]}}
                    """.formatted(
                            pod.getMetadata().getUid(),
                            pod.getMetadata().getCreationTimestamp(),
                            String.join(", ", conditions),
                            pod.getSpec().getContainers().getFirst().getName(),
                            nowReady,
                            nowReady,
                            Math.max(0, restarts),
                            state,
                            last));
        }

        private void patch(String status) {
            try {
                client.pods()
                        .inNamespace(pod.getMetadata().getNamespace())
                        .withName(pod.getMetadata().getName())
                        .subresource("status")
                        .patch(PatchContext.of(PatchType.JSON_MERGE), status);
            } catch (KubernetesClientException e) {
                if (e.getCode() != 404 && e.getCode() != 409) {
                    throw e;
                }
                // The pod is gone or another one has its name: the watch will say so.
            }
        }
    }

    /** Nothing after the first exit in a row, then 10 s, 20 s, … 300 s. */
    static Duration delay(int exitsInARow) {
        if (exitsInARow < 2) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(exitsInARow - 2, 10));
        return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
    }

    private static Duration startTime(Pod pod) {
        String seconds = pod.getMetadata().getAnnotations().getOrDefault(Simulation.START_SECONDS, "0");
        Duration time = Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
        return time.compareTo(LOOK) < 0 ? LOOK : time;
    }
}
