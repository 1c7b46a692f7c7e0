package io.mpaas.cluster;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a cluster in the background and removes its files; a cluster that is not there is no error. */
@Command(name = "down", description = "Stop a cluster and remove everything it left.")
final class DownCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private NameOption name = new NameOption();

    @Override
    public Integer call() {
        NamedCluster cluster = name.cluster();
        cluster.owner()
                .ifPresentOrElse(
                        owner -> stop(cluster, owner),
                        () -> System.out.printf("Cluster %s is not running.%n", cluster.name()));
        cluster.forget();
        WorkDirectory.tidy();
        return 0;
    }

    private static void stop(NamedCluster cluster, ProcessHandle owner) {
        owner.destroy();
        try {
            Deadline.in(PATIENCE)
                    .await("the cluster to end", () -> cluster.owner().isEmpty());
        } catch (ClusterException e) {
            owner.destroyForcibly(); // its programs end with it
            Deadline.in(PATIENCE)
                    .await("the killed cluster to end", () -> cluster.owner().isEmpty());
        }
        System.out.printf("Cluster %s is gone.%n", cluster.name());
    }
}
