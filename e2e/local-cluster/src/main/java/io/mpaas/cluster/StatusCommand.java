package io.mpaas.cluster;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the clusters in the background. */
@Command(name = "status", description = "List the clusters in the background; exits with 1 if none is ready.")
final class StatusCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        List<NamedCluster> clusters = NamedCluster.all();
        clusters.forEach(cluster -> System.out.println(line(cluster)));
        if (clusters.isEmpty()) {
            System.out.println("No cluster; `up` starts one.");
        }
        return clusters.stream().anyMatch(NamedCluster::ready) ? 0 : 1;
    }

    private static String line(NamedCluster cluster) {
        if (cluster.ready()) {
            return "%s\tready\t%s".formatted(cluster.name(), cluster.kubeconfig());
        }
        return cluster.name()
                + (cluster.owner().isPresent() ? "\tstarting" : "\tleftover of a dead process; `down` removes it");
    }
}
