package io.mpaas.cluster;

import java.time.Duration;

/**
 * What may differ from one {@link LocalCluster} to another.
 *
 * @param name the kubeconfig's context is {@code mpaas-<name>}
 * @param nodes how many simulated nodes, spread over {@code zone-a}, {@code zone-b} and {@code zone-c}; may be 0
 * @param pods range that pods have their addresses from
 * @param patience how long the start may take once the programs are built
 */
public record Options(String name, int nodes, String pods, Duration patience) {
    public static final Options DEFAULT = new Options("local", 3, "10.128.0.1/12", Duration.ofMinutes(2));

    private static final int MAX_NODES = 5_000;

    public Options {
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    "A cluster's name has 1 to 40 lower-case letters, digits and inner dashes, unlike '" + name + "'.");
        }
        if (nodes < 0 || nodes > MAX_NODES) {
            throw new IllegalArgumentException("A cluster has 0 to " + MAX_NODES + " nodes, not " + nodes + ".");
        }
    }

    public Options withName(String name) {
        return new Options(name, nodes, pods, patience);
    }

    public Options withNodes(int nodes) {
        return new Options(name, nodes, pods, patience);
    }

    public Options withPods(String range) {
        return new Options(name, nodes, range, patience);
    }

    public Options withPatience(Duration patience) {
        return new Options(name, nodes, pods, patience);
    }
}
