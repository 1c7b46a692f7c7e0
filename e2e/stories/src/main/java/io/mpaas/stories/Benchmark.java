package io.mpaas.stories;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.observer.Deletion;
import io.mpaas.observer.Observation;
import io.mpaas.observer.Observer;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.audit.Write;
import io.mpaas.observer.floor.Floor;
import io.mpaas.observer.floor.RecordedRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The operator beside the floor, a driver that does nothing but create what may start: in turn, in one run, on one machine, seen
 * by an observer with its own watch. {@code make bench} prints it.
 *
 * <p>The first run of the operator is a cold JVM and is shown apart; the pairs that count are warm.
 */
public final class Benchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final LocalCluster cluster;
    private final OperatorProcess operator;
    private final Release release;
    private final Installation installation;

    private Benchmark(LocalCluster cluster, OperatorProcess operator, Release release, Installation installation) {
        this.cluster = cluster;
        this.operator = operator;
        this.release = release;
        this.installation = Simulation.of(release, installation, 1);
    }

    /**
     * One arm of a pair.
     *
     * @param writes most writes on one Component, from nothing to Ready; 0 for the floor
     */
    private record Run(Observation seen, long writes) {
        double makespan() {
            return seen.makespan().toMillis() / 1000.0;
        }
    }

    /** {@code Benchmark [PAIRS [sample | graph-NODES-EDGES | chain-LENGTH]]}; 7 and sample unless told otherwise. */
    public static void main(String[] arguments) throws InterruptedException {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        String[] what = (arguments.length > 1 ? arguments[1] : "sample").split("-");
        Release release = switch (what[0]) {
            case "sample" -> Product.release();
            case "chain" -> Generated.chain(Integer.parseInt(what[1]));
            case "graph" -> Generated.graph(Integer.parseInt(what[1]), Integer.parseInt(what[2]), 1);
            default -> throw new IllegalArgumentException("sample, graph-NODES-EDGES or chain-LENGTH, not " + what[0]);
        };
        Installation installation =
                what[0].equals("sample") ? Product.installation("single-room") : Generated.installation(release);
        try (LocalCluster cluster = LocalCluster.start()) {
            KubernetesClient admin = cluster.client();
            Product.install(admin, "operator");
            admin.resource(release).serverSideApply();
            try (OperatorProcess operator = OperatorProcess.start(
                            cluster.kubeconfig("operator"), cluster.directory(), "mpaas.webhook.enabled=false")
                    .awaitRunning()) {
                new Benchmark(cluster, operator, release, installation).run(pairs);
            }
        }
    }

    private void run(int pairs) throws InterruptedException {
        print("cold JVM", pullUp("cold"));
        RecordedRun recorded = RecordedRun.of(cluster.client(), "cold");
        takeDown("cold");
        List<Double> ratios = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        List<Deletion> deletions = new ArrayList<>();
        for (int pair = 1; pair <= pairs; pair++) {
            Run floor = floorRun("floor-" + pair, recorded);
            print("floor " + pair, floor);
            String namespace = "operator-" + pair;
            Run ours = pullUp(namespace);
            print("operator " + pair, ours);
            ratios.add(ours.makespan() / floor.makespan());
            runs.add(ours);
            deletions.add(takeDown(namespace));
        }
        summary(ratios, runs, deletions);
    }

    private Run pullUp(String namespace) {
        create(namespace);
        try (Observer observer = Observer.open(cluster.client("observer"), namespace)) {
            cluster.client().resource(installation).inNamespace(namespace).create();
            if (!observer.awaitReady(QUIET, PATIENCE)) {
                throw new IllegalStateException(namespace + " did not become Ready");
            }
            return new Run(observer.observation(), mostWrites(namespace));
        }
    }

    private Deletion takeDown(String namespace) {
        var installations = cluster.client().resource(installation).inNamespace(namespace);
        try (Observer observer = Observer.open(cluster.client("observer"), namespace)) {
            installations.delete();
            installations.waitUntilCondition(Objects::isNull, PATIENCE.toSeconds(), TimeUnit.SECONDS);
            observer.awaitGone(PATIENCE);
            return observer.deletion(observer.graph());
        }
    }

    private Run floorRun(String namespace, RecordedRun recorded) throws InterruptedException {
        create(namespace);
        try (Observer observer = Observer.open(cluster.client("observer"), namespace);
                Floor floor = Floor.start(cluster.client("floor"), namespace, recorded)) {
            // The floor may hear of the last replica before the observer does.
            if (!floor.await(PATIENCE) || !observer.awaitReady(recorded.graph(), PATIENCE)) {
                throw new IllegalStateException(namespace + " did not become Ready");
            }
            Observation seen = observer.observation(recorded.graph());
            cluster.client().namespaces().withName(namespace).delete();
            return new Run(seen, 0);
        }
    }

    private void create(String namespace) {
        KubernetesClient admin = cluster.client();
        Product.createNamespace(admin, namespace);
        admin.serviceAccounts()
                .inNamespace(namespace)
                .withName("default")
                .waitUntilCondition(Objects::nonNull, 1, TimeUnit.MINUTES);
    }

    /** Up to the second in which each became Ready: later ones tell of further replicas. */
    private long mostWrites(String namespace) {
        Map<String, Instant> ready =
                cluster.client().resources(Component.class).inNamespace(namespace).list().getItems().stream()
                        .collect(Collectors.toMap(
                                component -> component.getMetadata().getName(),
                                component -> Instant.parse(component.getStatus().readyAt())
                                        .plusSeconds(1)));
        return AuditLog.read(cluster.auditLog()).by("operator").in(namespace).on("components").writes().stream()
                .filter(write -> write.at().isBefore(ready.getOrDefault(write.object(), Instant.MAX)))
                .collect(Collectors.groupingBy(Write::object, Collectors.counting()))
                .values()
                .stream()
                .max(Long::compare)
                .orElse(0L);
    }

    private static void print(String who, Run run) {
        System.out.printf(
                Locale.ROOT,
                "%-11s makespan %6.2f s  critical path %6.2f s  gate p50 %4d ms  p99 %4d ms  violations %d  gaps %d%n",
                who,
                run.makespan(),
                run.seen().criticalPath().length().toMillis() / 1000.0,
                run.seen().gates().p50().toMillis(),
                run.seen().gates().p99().toMillis(),
                run.seen().violations().size(),
                run.seen().gaps());
    }

    private void summary(List<Double> ratios, List<Run> runs, List<Deletion> deletions) {
        System.out.printf(
                Locale.ROOT,
                "%n%d components, %d pairs%nmakespan operator / floor: median %.3f, from %.3f to %.3f%n",
                release.getSpec().components().size(),
                runs.size(),
                median(ratios),
                ratios.stream().min(Comparator.naturalOrder()).orElseThrow(),
                ratios.stream().max(Comparator.naturalOrder()).orElseThrow());
        System.out.printf(
                "gate: median p50 %d ms, median p99 %d ms%n",
                median(runs, run -> run.seen().gates().p50()).toMillis(),
                median(runs, run -> run.seen().gates().p99()).toMillis());
        System.out.printf(
                "writes on one Component from nothing to Ready: at most %d%n",
                runs.stream().mapToLong(Run::writes).max().orElse(0));
        System.out.printf(
                "delete: median %d ms, of which the pods' own termination %d ms%n",
                median(deletions, Deletion::duration).toMillis(),
                median(deletions, Deletion::ownTime).toMillis());
        System.out.printf(
                "ordering violations: %d starting, %d deleting%n",
                runs.stream().mapToInt(run -> run.seen().violations().size()).sum(),
                deletions.stream().mapToInt(run -> run.violations().size()).sum());
        System.out.printf("memory of the operator at the end (RSS): %d MiB%n", operator.residentMebibytes());
    }

    private static <T, V extends Comparable<V>> V median(List<T> runs, Function<T, V> value) {
        return median(runs.stream().map(value).toList());
    }

    private static <V extends Comparable<V>> V median(List<V> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
