package io.mpaas.observer.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.observer.floor.Floor;
import io.mpaas.observer.floor.RecordedRun;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts in one namespace what was started in another. */
@Command(
        name = "floor",
        description =
                "Start the pods of a finished installation again in another namespace, with the least a driver must do.",
        footer = "Run `observe --namespace B --edges-of A` beside it. Exits with 1 if not everything got Ready.",
        mixinStandardHelpOptions = true)
final class FloorCommand implements Callable<Integer> {
    @Mixin
    ClusterOption cluster = new ClusterOption();

    @Option(
            names = "--from-namespace",
            paramLabel = "NAMESPACE",
            required = true,
            description = "Where the finished installation is.")
    String from = "";

    @Option(
            names = "--namespace",
            paramLabel = "NAMESPACE",
            required = true,
            description = "Where to start; it exists and is empty.")
    String namespace = "";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long it may take. Default: ${DEFAULT-VALUE}.",
            defaultValue = "3600")
    long timeout;

    @Override
    public Integer call() throws InterruptedException {
        try (KubernetesClient client = cluster.client();
                Floor floor = Floor.start(client, namespace, RecordedRun.of(client, from))) {
            return floor.await(Duration.ofSeconds(timeout)) ? 0 : 1;
        }
    }
}
