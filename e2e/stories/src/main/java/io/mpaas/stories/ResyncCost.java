package io.mpaas.stories;

import io.fabric8.kubernetes.client.dsl.Resource;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a resync costs: every component is looked at and decided, and there is nothing to do. Processor time of the operator's
 * process while it resyncs every few seconds, less what it takes when it does not, by the passes it counted. {@code make
 * bench-resync} prints it.
 */
public final class ResyncCost {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int WARM_UP = 6;
    private static final int PODS_OF_A_NODE = 100;

    /** A Release has at most 512 components. */
    private static final int LARGEST = 500;

    private static final Pattern PASSES =
            Pattern.compile("mpaas_reconcile_duration_seconds_count\\{[^}]*controller=\"component\"[^}]*} ([0-9.E]+)");

    private final LocalCluster cluster;
    private final int components;
    private final Duration window;

    private ResyncCost(LocalCluster cluster, int components, int rounds) {
        this.cluster = cluster;
        this.components = components;
        this.window = PERIOD.multipliedBy(rounds);
    }

    /** What an operator did within the window. */
    private record Work(Duration processor, double passes) {}

    /** {@code ResyncCost [COMPONENTS [ROUNDS]]}; 1,000 and 12 unless told otherwise. */
    public static void main(String[] arguments) {
        int components = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 12;
        try (LocalCluster cluster = LocalCluster.start(Options.DEFAULT.withNodes(1 + components / PODS_OF_A_NODE))) {
            Product.install(cluster.client(), "operator");
            new ResyncCost(cluster, components, rounds).run();
        }
    }

    private void run() {
        pullUp();
        Work idle = work("mpaas.resync=1h", 0);
        Work busy = work("mpaas.resync=" + PERIOD.toSeconds() + "s", components);
        double cost = busy.processor().minus(idle.processor()).toMillis() / busy.passes();
        System.out.printf(
                Locale.ROOT,
                "%d components: %.0f passes in %d s took %d ms of processor time, nothing took %d ms:"
                        + " %.0f ms for a resync of 1,000%n",
                components,
                busy.passes(),
                window.toSeconds(),
                busy.processor().toMillis(),
                idle.processor().toMillis(),
                cost * 1000);
    }

    /** As Installations of at most {@link #LARGEST} components each. */
    private void pullUp() {
        int installations = Math.ceilDiv(components, LARGEST);
        int each = components / installations;
        Release release = Generated.graph(each, 2 * each, 1);
        cluster.client().resource(release).serverSideApply();
        try (OperatorProcess operator = start("mpaas.resync=1h")) {
            List<Resource<Installation>> all = IntStream.range(0, installations)
                    .mapToObj(number -> install(release, "resync-" + number))
                    .toList();
            all.forEach(one -> one.waitUntilCondition(ResyncCost::isReady, PATIENCE.toSeconds(), TimeUnit.SECONDS));
            System.out.printf(
                    "%d installations of %d components are Ready; the operator has %d MiB%n",
                    installations, each, operator.residentMebibytes());
        }
    }

    private Resource<Installation> install(Release release, String namespace) {
        Product.createNamespace(cluster.client(), namespace);
        var installation =
                cluster.client().resource(Generated.installation(release)).inNamespace(namespace);
        installation.create();
        return installation;
    }

    private static boolean isReady(Installation installation) {
        return installation.getStatus() != null && installation.getStatus().phase() == InstallationPhase.Ready;
    }

    /**
     * @param perRound passes that a round brings; a few rounds go by before it counts
     */
    private Work work(String setting, int perRound) {
        try (OperatorProcess operator = start(setting)) {
            double first = components + (double) WARM_UP * perRound;
            while (passes(operator) < first) {
                LockSupport.parkNanos(PERIOD.toNanos());
            }
            LockSupport.parkNanos(PERIOD.multipliedBy(2).toNanos());
            double before = passes(operator);
            Duration begin = operator.processorTime();
            LockSupport.parkNanos(window.toNanos());
            Duration spent = operator.processorTime().minus(begin);
            return new Work(spent, passes(operator) - before);
        }
    }

    private OperatorProcess start(String setting) {
        return OperatorProcess.start(
                        cluster.kubeconfig("operator"), cluster.directory(), "mpaas.webhook.enabled=false", setting)
                .awaitRunning();
    }

    private static double passes(OperatorProcess operator) {
        Matcher count = PASSES.matcher(operator.get("/metrics"));
        return count.find() ? Double.parseDouble(count.group(1)) : 0;
    }
}
