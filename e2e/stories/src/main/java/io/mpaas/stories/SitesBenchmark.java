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
 * A product in a cluster elsewhere, or in three, beside the same product in the operator's own cluster: in turn, in one run, while all
 * these clusters run, each seen by an observer that watches the clusters of the pods. {@code make bench-elsewhere} and {@code make
 * bench-rooms} print it.
 */
public final class SitesBenchmark {
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
    private final Rooms rooms;
    private final Other other;
    private final Release release;

    private SitesBenchmark(LocalCluster home, Rooms rooms, Other other, Release release) {
        this.home = home;
        this.rooms = rooms;
        this.other = other;
        this.release = release;
    }

    /** What is compared with the operator's own cluster. */
    private enum Other {
        /** One cluster that is not the operator's own. */
        Elsewhere("single-room", 1.05),
        /** Two rooms and a witness. */
        Rooms("active-active", 1.2);

        private final String sample;
        private final double limit;

        Other(String sample, double limit) {
            this.sample = sample;
            this.limit = limit;
        }
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

    /** {@code SitesBenchmark Elsewhere|Rooms [PAIRS]}; 7 unless told otherwise. */
    public static void main(String[] arguments) {
        Other other = Other.valueOf(arguments[0]);
        int pairs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        Release release = Product.release();
        try (LocalCluster home = LocalCluster.start();
                Rooms rooms = Rooms.start()) {
            Product.install(home.client(), "operator");
            home.client().resource(release).serverSideApply();
            try (OperatorProcess _ = OperatorProcess.start(
                            home.kubeconfig("operator"), home.directory(), "mpaas.webhook.enabled=false")
                    .awaitRunning()) {
                new SitesBenchmark(home, rooms, other, release).run(pairs);
            }
        }
    }

    private void run(int pairs) {
        print("own, cold", play("cold-own", false));
        print(other + ", cold", play("cold-other", true));
        List<Double> ratios = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (int pair = 1; pair <= pairs; pair++) {
            boolean ownFirst = pair % 2 == 1;
            Run first = play("first-" + pair, !ownFirst);
            Run second = play("second-" + pair, ownFirst);
            Run own = ownFirst ? first : second;
            Run there = ownFirst ? second : first;
            print("own " + pair, own);
            print(other + " " + pair, there);
            ratios.add(there.makespan() / own.makespan());
            runs.add(own);
            runs.add(there);
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%n%d components, %d pairs%nmakespan %s / own: median %.3f, from %.3f to %.3f (at most %.2f)%n"
                        + "ordering violations: %d%n",
                release.getSpec().components().size(),
                pairs,
                other.name().toLowerCase(Locale.ROOT),
                sorted.get(sorted.size() / 2),
                sorted.getFirst(),
                sorted.getLast(),
                other.limit,
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
        if (!elsewhere) {
            return Observer.open(home.client("observer"), namespace);
        }
        return other == Other.Rooms
                ? rooms.observer(home, namespace)
                : Observer.open(home.client("observer"), rooms.a().cluster().client("observer"), namespace);
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
        Installation installation = Simulation.of(release, Product.installation(other.sample), 1);
        return elsewhere
                ? FarCluster.in(installation, other == Other.Rooms ? Rooms.NAMES : new String[] {"there"})
                : installation;
    }

    private void site(String namespace) {
        if (other == Other.Rooms) {
            rooms.sited(home.client(), namespace);
            Rooms.awaitReachable(home.client(), namespace);
            return;
        }
        FarCluster far = rooms.a();
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

    /** Of the operator, on the Component at home and on its objects in all clusters, up to the second in which it became Ready. */
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
            for (FarCluster room : List.of(rooms.a(), rooms.b())) {
                all.addAll(AuditLog.read(room.cluster().auditLog())
                        .by("system:serviceaccount:" + namespace + ":" + SiteRbac.ACCOUNT)
                        .in(namespace)
                        .on(kind)
                        .writes());
            }
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
