package io.mpaas.stories;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.observer.Graph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The power of the room goes and comes back, and every container starts at once: how long until all are ready again, and how often
 * one exited for lack of what it needs. In turn, on the same pods: Kubernetes alone; with the operator, which starts with the
 * power as the rest does; and a cold restart, asked for when the power is back. {@code make bench-coldstart} prints it.
 */
public final class ColdStart {
    private static final String NAMESPACE = "cold-start";
    private static final String NAME = "mpaas";
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration DARK = Duration.ofSeconds(5);

    private final LocalCluster cluster;
    private final SimulatedKubelet kubelet;
    private final int pods;

    private ColdStart(LocalCluster cluster, SimulatedKubelet kubelet) {
        this.cluster = cluster;
        this.kubelet = kubelet;
        this.pods = kubelet.pods();
    }

    /**
     * How one arm went.
     *
     * @param seconds from the return of the power until all are ready
     * @param exits of containers for lack of what they need
     * @param replaced pods that were not there before
     */
    private record Run(double seconds, int exits, long replaced) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%6.1f s, %d exits, %d pods replaced", seconds, exits, replaced);
        }
    }

    /** {@code ColdStart [ROUNDS]}; 3 unless told otherwise. */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        Release release = Product.release();
        try (LocalCluster cluster = LocalCluster.start()) {
            KubernetesClient admin = cluster.client();
            Product.install(admin, "operator");
            admin.resource(release).serverSideApply();
            Product.createNamespace(admin, NAMESPACE);
            admin.resource(Simulation.playedBy(
                            "cold-start", release, Simulation.of(release, Product.installation("single-room"), 1)))
                    .inNamespace(NAMESPACE)
                    .create();
            OperatorProcess operator = operator(cluster);
            Graph graph = graph(admin, release);
            try (SimulatedKubelet kubelet = SimulatedKubelet.open(admin, NAMESPACE, graph)) {
                awaitReady(admin);
                operator.close();
                System.out.printf(
                        Locale.ROOT,
                        "%d components, %d pods, critical path %d s%n",
                        graph.nodes().size(),
                        kubelet.pods(),
                        criticalPath(graph, release).toSeconds());
                new ColdStart(cluster, kubelet).play(rounds);
            }
        }
    }

    private void play(int rounds) {
        List<Run> alone = new ArrayList<>();
        List<Run> helped = new ArrayList<>();
        List<Run> restarted = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            alone.add(print("Kubernetes alone", afterACut()));
            helped.add(print("with the operator", afterACutWithOperator(() -> {})));
            restarted.add(print("cold restart", afterACutWithOperator(this::restartCold)));
        }
        System.out.printf(
                "%nmedians of %d%n  Kubernetes alone   %s%n  with the operator  %s%n  cold restart       %s%n",
                rounds, median(alone), median(helped), median(restarted));
    }

    private Run afterACut() {
        Set<String> before = cut();
        return await(before, System.nanoTime());
    }

    /** The operator stands in the same room: it goes with the power and starts with it. */
    private Run afterACutWithOperator(Runnable deed) {
        Set<String> before = cut();
        long begin = System.nanoTime();
        try (OperatorProcess _ = operator(cluster)) {
            deed.run();
            Run run = await(before, begin);
            awaitReady(cluster.client());
            return run;
        }
    }

    private Set<String> cut() {
        Set<String> before = uids();
        kubelet.cutPower();
        LockSupport.parkNanos(DARK.toNanos());
        kubelet.restorePower();
        return before;
    }

    private Run await(Set<String> before, long begin) {
        if (!kubelet.awaitReady(pods, PATIENCE)) {
            throw new IllegalStateException("not all were ready within " + PATIENCE);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Run(
                seconds,
                kubelet.exits(),
                uids().stream().filter(uid -> !before.contains(uid)).count());
    }

    /** Returns when all is stopped. */
    private void restartCold() {
        String request = Instant.now().toString();
        Resource<Installation> installation = installation(cluster.client());
        installation.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}"
                        .formatted(Mpaas.COLD_RESTART_ANNOTATION, request));
        installation.waitUntilCondition(
                now -> request.equals(now.getStatus().coldRestart()), PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Set<String> uids() {
        return cluster.client().pods().inNamespace(NAMESPACE).list().getItems().stream()
                .map(pod -> pod.getMetadata().getUid())
                .collect(Collectors.toSet());
    }

    private static OperatorProcess operator(LocalCluster cluster) {
        return OperatorProcess.start(
                cluster.kubeconfig("operator"), cluster.directory(), "mpaas.webhook.enabled=false");
    }

    private static Resource<Installation> installation(KubernetesClient client) {
        return client.resources(Installation.class).inNamespace(NAMESPACE).withName(NAME);
    }

    private static void awaitReady(KubernetesClient client) {
        installation(client)
                .waitUntilCondition(
                        now -> now.getStatus() != null
                                && now.getStatus().conditions().stream()
                                        .anyMatch(condition -> "Ready".equals(condition.getType())
                                                && "True".equals(condition.getStatus())),
                        PATIENCE.toSeconds(),
                        TimeUnit.SECONDS);
    }

    /** The edges of the Components, which are complete once they are all there. */
    private static Graph graph(KubernetesClient client, Release release) {
        var components = client.resources(Component.class).inNamespace(NAMESPACE);
        int expected = release.getSpec().components().size();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (components.list().getItems().size() < expected) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("there are fewer than " + expected + " Components");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return Graph.of(components.list().getItems());
    }

    /** As long as it takes when each component starts the moment what it needs is ready; a Job is done already. */
    private static Duration criticalPath(Graph graph, Release release) {
        Map<String, Duration> ready = new HashMap<>();
        return graph.nodes().keySet().stream()
                .map(component -> ready(component, graph, release, ready))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static Duration ready(String component, Graph graph, Release release, Map<String, Duration> known) {
        Duration ready = known.get(component);
        if (ready == null) {
            ready = graph.node(component).ordering().stream()
                    .map(needed -> ready(needed, graph, release, known))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO)
                    .plus(Simulation.startTime(release, component));
            known.put(component, ready);
        }
        return ready;
    }

    private static Run print(String arm, Run run) {
        System.out.printf("%-18s %s%n", arm, run);
        return run;
    }

    private static Run median(List<Run> runs) {
        return runs.stream()
                .sorted(Comparator.comparingDouble(Run::seconds))
                .toList()
                .get(runs.size() / 2);
    }
}
