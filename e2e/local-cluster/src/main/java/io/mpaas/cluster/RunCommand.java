package io.mpaas.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a cluster in the foreground; it ends with this process, by ctrl-C or any other way. */
@Command(name = "run", description = "Run a cluster in the foreground until ctrl-C.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions asked = new ClusterOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        NamedCluster named = asked.cluster();
        try (FileChannel _ = named.own();
                LocalCluster cluster = LocalCluster.start(asked.options())) {
            named.publish(cluster);
            Runtime.getRuntime().addShutdownHook(new Thread(named::forget, "forget " + named.name()));
            System.out.printf(
                    "Cluster %s runs at %s; logs are in %s.%n%s",
                    named.name(), cluster.server(), cluster.directory(), named.directions());
            new CountDownLatch(1).await(); // the cluster's shutdown hook does the rest
        }
        return 0;
    }
}
