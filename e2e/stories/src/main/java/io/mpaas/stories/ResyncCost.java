package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.cluster.LocalCluster;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a resync costs: every component is looked at and decided, and there is nothing to do. Processor time of the operator's
 * process while it resyncs every few seconds, less what it takes when it does not, by the passes it counted. {@code make
 * bench-resync} prints it.
 */
public final class ResyncCost {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int WARM_UP = 6;
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
        try (LocalCluster cluster = LocalCluster.start()) {
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

    private void pullUp() {
        KubernetesClient admin = cluster.client();
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("resync")
                        .endMetadata()
                        .build())
                .create();
        Release release = Generated.graph(components, 2 * components, 1);
        admin.resource(release).serverSideApply();
        try (OperatorProcess operator = start("mpaas.resync=1h")) {
            var installation = admin.resource(Generated.installation(release)).inNamespace("resync");
            installation.create();
            installation.waitUntilCondition(ResyncCost::isReady, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
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
