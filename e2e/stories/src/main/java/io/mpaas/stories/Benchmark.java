package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.observer.Observation;
import io.mpaas.observer.Observer;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.floor.Floor;
import io.mpaas.observer.floor.RecordedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The operator beside the floor, a driver that does nothing but create what may start: in turn, in one run, on one machine, seen
 * by an observer with its own watch. {@code make bench} prints it.
 *
 * <p>The first run of the operator is a cold JVM and is shown apart; the pairs that count are warm.
 */
public final class Benchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LocalCluster cluster;
    private final Release release;
    private final Installation installation;

    private Benchmark(LocalCluster cluster) {
        this.cluster = cluster;
        this.release = Product.release();
        this.installation = Simulation.of(release, Product.installation("single-room"), 1);
    }

    /** One arm of a pair. */
    private record Run(Observation seen, long violations) {
        double makespan() {
            return seen.makespan().toMillis() / 1000.0;
        }
    }

    /** {@code Benchmark [PAIRS]}, seven unless told otherwise. */
    public static void main(String[] arguments) throws InterruptedException {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        try (LocalCluster cluster = LocalCluster.start()) {
            new Benchmark(cluster).run(pairs);
        }
    }

    private void run(int pairs) throws InterruptedException {
        KubernetesClient admin = cluster.client();
        Product.install(admin, "operator");
        admin.resource(release).serverSideApply();
        try (OperatorProcess operator = OperatorProcess.start(
                        cluster.kubeconfig("operator"), cluster.directory(), "mpaas.webhook.enabled=false")
                .awaitRunning()) {
            print("cold JVM   ", operatorRun("cold"));
            RecordedRun recorded = RecordedRun.of(admin, "cold");
            List<Double> ratios = new ArrayList<>();
            List<Run> runs = new ArrayList<>();
            for (int pair = 1; pair <= pairs; pair++) {
                Run floor = floorRun("floor-" + pair, recorded);
                Run ours = operatorRun("operator-" + pair);
                print("floor " + pair + "    ", floor);
                print("operator " + pair + " ", ours);
                ratios.add(ours.makespan() / floor.makespan());
                runs.add(ours);
            }
            summary(ratios, runs);
            System.out.printf("operator alive at the end: %s%n", operator.alive());
        }
    }

    private Run operatorRun(String namespace) {
        create(namespace);
        try (Observer observer = Observer.open(cluster.client("observer"), namespace)) {
            cluster.client().resource(installation).inNamespace(namespace).create();
            if (!observer.awaitReady(Duration.ofSeconds(2), PATIENCE)) {
                throw new IllegalStateException(namespace + " did not become Ready");
            }
            Observation seen = observer.observation();
            cluster.client().resource(installation).inNamespace(namespace).delete();
            if (!namespace.equals("cold")) {
                observer.awaitGone(PATIENCE);
            }
            return new Run(seen, seen.violations().size());
        }
    }

    private Run floorRun(String namespace, RecordedRun recorded) throws InterruptedException {
        create(namespace);
        try (Observer observer = Observer.open(cluster.client("observer"), namespace);
                Floor floor = Floor.start(cluster.client("floor"), namespace, recorded)) {
            if (!floor.await(PATIENCE)) {
                throw new IllegalStateException(namespace + " did not become Ready");
            }
            Observation seen = observer.observation(recorded.graph());
            cluster.client().namespaces().withName(namespace).delete();
            return new Run(seen, seen.violations().size());
        }
    }

    private void create(String namespace) {
        KubernetesClient admin = cluster.client();
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        admin.serviceAccounts()
                .inNamespace(namespace)
                .withName("default")
                .waitUntilCondition(Objects::nonNull, 1, java.util.concurrent.TimeUnit.MINUTES);
    }

    private static void print(String who, Run run) {
        System.out.printf(
                Locale.ROOT,
                "%s makespan %6.2f s  critical path %6.2f s  gate p50 %4d ms  p99 %4d ms  violations %d  gaps %d%n",
                who,
                run.makespan(),
                run.seen().criticalPath().length().toMillis() / 1000.0,
                run.seen().gates().p50().toMillis(),
                run.seen().gates().p99().toMillis(),
                run.violations(),
                run.seen().gaps());
    }

    private void summary(List<Double> ratios, List<Run> runs) {
        List<Double> sorted = ratios.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%nmakespan operator / floor: median %.3f, from %.3f to %.3f over %d pairs%n",
                sorted.get(sorted.size() / 2),
                sorted.getFirst(),
                sorted.getLast(),
                sorted.size());
        System.out.printf(
                "gate: median p50 %d ms, median p99 %d ms%n",
                median(runs.stream().map(run -> run.seen().gates().p50()).toList())
                        .toMillis(),
                median(runs.stream().map(run -> run.seen().gates().p99()).toList())
                        .toMillis());
        Map<String, Long> writes =
                AuditLog.read(cluster.auditLog()).by("operator").in("operator-1").on("components").writes().stream()
                        .filter(write -> !write.verb().equals("delete"))
                        .collect(Collectors.groupingBy(write -> write.object(), Collectors.counting()));
        System.out.printf(
                "writes on one Component until it was deleted: most %d, of %d Components%n",
                writes.values().stream().max(Long::compare).orElse(0L), writes.size());
        System.out.printf(
                "ordering violations in all: %d%n",
                runs.stream().mapToLong(Run::violations).sum());
    }

    private static Duration median(List<Duration> values) {
        return values.stream().sorted(Comparator.naturalOrder()).toList().get(values.size() / 2);
    }
}
