package io.mpaas.stories;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.observer.Deletion;
import io.mpaas.observer.Observation;
import io.mpaas.observer.Observer;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.audit.Write;
import io.mpaas.planning.site.SiteRbac;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A product in a cluster elsewhere beside the same product in the operator's own cluster: in turn, in one run, while both clusters run,
 * each seen by an observer that watches the cluster of the pods. {@code make bench-elsewhere} prints it.
 */
public final class ElsewhereBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final String NAME = "mpaas";
    private static final String SITE = """
            apiVersion: mpaas.io/v1alpha1
            kind: Site
            metadata: {name: there}
            spec: {kubernetes: {kubeconfigSecret: {name: SECRET}}}
            """;

    private final LocalCluster home;
    private final FarCluster far;
    private final Release release;

    private ElsewhereBenchmark(LocalCluster home, FarCluster far, Release release) {
        this.home = home;
        this.far = far;
        this.release = release;
    }

    /**
     * One arm of a pair.
     *
     * @param writes of a Component, from nothing to Ready, by name
     * @param stopped the deletion that followed
     */
    private record Run(Observation seen, Map<String, Long> writes, Deletion stopped) {
        double makespan() {
            return seen.makespan().toMillis() / 1000.0;
        }

        int violations() {
            return seen.violations().size() + stopped.violations().size();
        }

        long mostWrites() {
            return writes.values().stream().max(Long::compare).orElse(0L);
        }
    }

    /** {@code ElsewhereBenchmark [PAIRS]}; 7 unless told otherwise. */
    public static void main(String[] arguments) {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        Release release = Product.release();
        try (LocalCluster home = LocalCluster.start();
                FarCluster far = FarCluster.start("bench-far")) {
            Product.install(home.client(), "operator");
            home.client().resource(release).serverSideApply();
            try (OperatorProcess _ = OperatorProcess.start(
                            home.kubeconfig("operator"), home.directory(), "mpaas.webhook.enabled=false")
                    .awaitRunning()) {
                new ElsewhereBenchmark(home, far, release).run(pairs);
            }
        }
    }

    private void run(int pairs) {
        print("own, cold", play("cold-own", false));
        print("elsewhere, cold", play("cold-far", true));
        List<Double> ratios = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (int pair = 1; pair <= pairs; pair++) {
            boolean ownFirst = pair % 2 == 1;
            Run first = play("first-" + pair, !ownFirst);
            Run second = play("second-" + pair, ownFirst);
            Run own = ownFirst ? first : second;
            Run there = ownFirst ? second : first;
            print("own " + pair, own);
            print("elsewhere " + pair, there);
            ratios.add(there.makespan() / own.makespan());
            runs.add(own);
            runs.add(there);
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%n%d components, %d pairs%nmakespan elsewhere / own: median %.3f, from %.3f to %.3f (at most 1.05)%n"
                        + "ordering violations: %d%n",
                release.getSpec().components().size(),
                pairs,
                sorted.get(sorted.size() / 2),
                sorted.getFirst(),
                sorted.getLast(),
                runs.stream().mapToInt(Run::violations).sum());
    }

    private Run play(String namespace, boolean elsewhere) {
        Product.createNamespace(home.client(), namespace);
        home.client()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName("default")
                .waitUntilCondition(Objects::nonNull, 1, TimeUnit.MINUTES);
        if (elsewhere) {
            site(namespace);
        }
        Installation installation = installation(elsewhere);
        try (Observer observer = open(namespace, elsewhere)) {
            home.client().resource(installation).inNamespace(namespace).create();
            if (!observer.awaitReady(QUIET, PATIENCE)) {
                throw new IllegalStateException(namespace + " did not become Ready");
            }
            Observation seen = observer.observation();
            return new Run(seen, writes(namespace), takeDown(namespace, elsewhere));
        }
    }

    private Observer open(String namespace, boolean elsewhere) {
        return elsewhere
                ? Observer.open(home.client("observer"), far.cluster().client("observer"), namespace)
                : Observer.open(home.client("observer"), namespace);
    }

    private Deletion takeDown(String namespace, boolean elsewhere) {
        var installations = home.client()
                .resources(Installation.class)
                .inNamespace(namespace)
                .withName(NAME);
        try (Observer observer = open(namespace, elsewhere)) {
            installations.delete();
            installations.waitUntilCondition(Objects::isNull, PATIENCE.toSeconds(), TimeUnit.SECONDS);
            observer.awaitGone(PATIENCE);
            return observer.deletion(observer.graph());
        }
    }

    private Installation installation(boolean elsewhere) {
        Installation installation = Simulation.of(release, Product.installation("single-room"), 1);
        return elsewhere ? FarCluster.in(installation, "there") : installation;
    }

    private void site(String namespace) {
        far.admit(namespace);
        FarCluster.give(home.client(), namespace, namespace, far.kubeconfig(namespace));
        home.client()
                .resource(Serialization.unmarshal(SITE.replace("SECRET", namespace), Site.class))
                .inNamespace(namespace)
                .create();
        home.client()
                .resources(Site.class)
                .inNamespace(namespace)
                .withName("there")
                .waitUntilCondition(
                        site -> site != null
                                && site.getStatus() != null
                                && site.getStatus().nodes() != null,
                        1,
                        TimeUnit.MINUTES);
    }

    /** Of the operator, on the Component at home and on its objects in both clusters, up to the second in which it became Ready. */
    private Map<String, Long> writes(String namespace) {
        Map<String, Instant> ready =
                home.client().resources(Component.class).inNamespace(namespace).list().getItems().stream()
                        .filter(component -> component.getStatus().readyAt() != null)
                        .collect(Collectors.toMap(
                                component -> component.getMetadata().getName(),
                                component -> Instant.parse(component.getStatus().readyAt())
                                        .plusSeconds(1)));
        List<Write> all = new ArrayList<>(AuditLog.read(home.auditLog())
                .by("operator")
                .in(namespace)
                .on("components")
                .writes());
        for (String kind : List.of("deployments", "statefulsets", "daemonsets", "jobs")) {
            all.addAll(AuditLog.read(home.auditLog())
                    .by("operator")
                    .in(namespace)
                    .on(kind)
                    .writes());
            all.addAll(AuditLog.read(far.cluster().auditLog())
                    .by("system:serviceaccount:" + namespace + ":" + SiteRbac.ACCOUNT)
                    .in(namespace)
                    .on(kind)
                    .writes());
        }
        return all.stream()
                .filter(write -> write.at().isBefore(ready.getOrDefault(component(write, ready), Instant.MIN)))
                .collect(Collectors.groupingBy(write -> component(write, ready), TreeMap::new, Collectors.counting()));
    }

    /** A Job is called after its component, and its content. */
    private static String component(Write write, Map<String, Instant> components) {
        return components.keySet().stream()
                .filter(name -> write.name().equals(name) || write.name().startsWith(name + "-2-"))
                .findFirst()
                .orElse(write.name());
    }

    private static void print(String who, Run run) {
        System.out.printf(
                Locale.ROOT,
                "%-15s makespan %6.2f s  critical path %6.2f s  gate p50 %4d ms  p99 %4d ms  violations %d  gaps %d"
                        + "  writes on a component and its workload: %d in all, at most %d%n",
                who,
                run.makespan(),
                run.seen().criticalPath().length().toMillis() / 1000.0,
                run.seen().gates().p50().toMillis(),
                run.seen().gates().p99().toMillis(),
                run.violations(),
                run.seen().gaps(),
                run.writes().values().stream().mapToLong(Long::longValue).sum(),
                run.mostWrites());
    }
}
