package io.mpaas.planning.pods;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The nodes of a cluster.
 *
 * @param ready those whose kubelet is known to be there
 * @param zones by the label {@code topology.kubernetes.io/zone}
 */
public record NodeFacts(int ready, int total, SortedSet<String> zones) {
    public boolean usable() {
        return ready > 0;
    }

    /** Those of two clusters. */
    public NodeFacts and(NodeFacts other) {
        SortedSet<String> both = new TreeSet<>(zones);
        both.addAll(other.zones);
        return new NodeFacts(ready + other.ready, total + other.total, both);
    }

    /** For people: {@code 5/6 nodes Ready in 3 zones}. */
    public String text() {
        String where = zones.isEmpty() ? "" : " in " + zones.size() + (zones.size() == 1 ? " zone" : " zones");
        return ready + "/" + total + " nodes Ready" + where;
    }
}
