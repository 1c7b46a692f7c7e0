package io.mpaas.stories;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Lets an operator do its usual work once, so that its JVM can write down what it needs (an AOT cache): it installs the minimal
 * sample on a local cluster, deletes it, and is asked to end. The arguments are the operator's command.
 */
public final class Rehearsal {
    private static final String NAMESPACE = "rehearsal";
    private static final double FACTOR = 0.1;
    private static final int PATIENCE_MINUTES = 5;

    private Rehearsal() {}

    public static void main(String[] command) throws IOException, InterruptedException {
        try (LocalCluster cluster = LocalCluster.start(Options.DEFAULT.withName(NAMESPACE))) {
            Product.install(cluster.client(), "operator");
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment()
                    .put("KUBECONFIG", cluster.kubeconfig("operator").toString());
            Process operator = builder.start();
            try {
                play(cluster.client());
                operator.destroy();
                if (!operator.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("the operator was asked to end and did not");
                }
            } finally {
                operator.destroyForcibly();
            }
        }
    }

    private static void play(KubernetesClient client) {
        Product.createNamespace(client, NAMESPACE);
        Release release = Product.release();
        client.resource(release).create();
        Installation installation = Simulation.of(release, Product.installation("minimal"), FACTOR);
        var there = client.resource(installation).inNamespace(NAMESPACE);
        there.create();
        there.waitUntilCondition(Rehearsal::isReady, PATIENCE_MINUTES, TimeUnit.MINUTES);
        there.delete();
        there.waitUntilCondition(Objects::isNull, PATIENCE_MINUTES, TimeUnit.MINUTES);
        if (!client.resources(Component.class)
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .isEmpty()) {
            throw new IllegalStateException("components are left");
        }
    }

    private static boolean isReady(Installation installation) {
        return installation != null
                && installation.getStatus() != null
                && installation.getStatus().conditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
