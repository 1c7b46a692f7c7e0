package io.mpaas.planning.preflight;

import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.value.Quorum;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.SortedSet;

/** Whether voters that are to be spread over zones can be. */
final class Zones {
    private static final String ZONE = "topology.kubernetes.io/zone";

    private Zones() {}

    /** Nodes without the label do not exist for a strict spread: their room is not used. */
    static Finding labels(Facts facts) {
        return facts.of(Seen.LOAD)
                .judge(load -> facts.of(Seen.NODES).judge(nodes -> {
                    List<Workload> spread = spread(load);
                    if (spread.isEmpty()) {
                        return new Finding.NotApplicable(Say.of("zones.nobody"));
                    }
                    List<Say> without = Nodes.usable(nodes).stream()
                            .filter(node -> Nodes.label(node, ZONE).isEmpty())
                            .filter(node -> spread.stream()
                                    .anyMatch(workload -> Schedulable.repels(workload.pod(), node)
                                            .isEmpty()))
                            .map(node -> Say.of("zone-labels.without").with("node", Nodes.name(node)))
                            .toList();
                    return Finding.wrongIfAny(
                            without,
                            Say.of("zone-labels.remedy"),
                            Say.of("zone-labels.all")
                                    .with("zones", String.join(", ", Nodes.values(Nodes.usable(nodes), ZONE))));
                }));
    }

    static Finding enough(Facts facts) {
        return facts.of(Seen.LOAD)
                .judge(load -> facts.of(Seen.NODES).judge(nodes -> {
                    List<Workload> spread = spread(load);
                    if (spread.isEmpty()) {
                        return new Finding.NotApplicable(Say.of("zones.nobody"));
                    }
                    SortedSet<String> zones = Nodes.values(Nodes.usable(nodes), ZONE);
                    return Finding.wrongIfAny(
                            spread.stream()
                                    .filter(workload -> holdsMajority(workload.replicas(), zones.size()))
                                    .map(workload -> Say.of("zones.majority")
                                            .with("component", workload.component())
                                            .with("voters", workload.replicas())
                                            .with("zones", zones.size()))
                                    .toList(),
                            Say.of("zones.remedy"),
                            Say.of("zones.enough").with("zones", String.join(", ", zones)));
                }));
    }

    /** Whether one of so many zones has to take a majority of the voters. */
    private static boolean holdsMajority(int voters, int zones) {
        return zones == 0 || Math.ceilDiv(voters, zones) >= Quorum.majority(voters);
    }

    private static List<Workload> spread(Load load) {
        return load.workloads().stream()
                .filter(workload -> workload.votes() && workload.replicas() > 1)
                .filter(workload -> workload.pod().getTopologySpreadConstraints().stream()
                        .anyMatch(constraint -> ZONE.equals(constraint.getTopologyKey())
                                && "DoNotSchedule".equals(constraint.getWhenUnsatisfiable())))
                .toList();
    }
}
