package io.mpaas.planning.preflight;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.value.AddressRange;
import io.mpaas.planning.value.Say;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Whether pods, Services and nodes have addresses of their own; where two ranges overlap, packets go to the wrong one. */
final class Networks {
    private final List<Say> clashes = new ArrayList<>();

    private Networks() {}

    /**
     * Somebody's range.
     *
     * @param node whose; empty = that of Services
     */
    private record Owned(String node, AddressRange range) {}

    static Finding answer(Facts facts) {
        return facts.of(Seen.NODES)
                .judge(nodes -> facts.of(Seen.SERVICE_RANGES).judge(services -> {
                    List<Owned> pods = nodes.stream().flatMap(Networks::pods).toList();
                    return Finding.wrongIfAny(
                            clashes(nodes, pods, owned("", services).toList()),
                            Say.of("network.remedy"),
                            Say.of(pods.isEmpty() ? "network.podsHidden" : "network.apart")
                                    .with("services", String.join(", ", services)));
                }));
    }

    private static List<Say> clashes(List<Node> nodes, List<Owned> pods, List<Owned> services) {
        List<Owned> addresses = nodes.stream().flatMap(Networks::addresses).toList();
        Networks networks = new Networks();
        networks.compare("network.podsServices", pods, services);
        networks.compare("network.nodeServices", addresses, services);
        networks.compare("network.nodePods", addresses, pods);
        for (int i = 0; i < pods.size(); i++) {
            networks.compare("network.podsPods", pods.subList(i, i + 1), pods.subList(i + 1, pods.size()));
        }
        return networks.clashes;
    }

    private void compare(String id, Collection<Owned> ones, Collection<Owned> others) {
        for (Owned one : ones) {
            others.stream()
                    .filter(other -> one.range().overlaps(other.range()))
                    .map(other -> Say.of(id)
                            .with("node", one.node())
                            .with("range", one.range().text())
                            .with("other", other.node())
                            .with("otherRange", other.range().text()))
                    .forEach(clashes::add);
        }
    }

    private static Stream<Owned> pods(Node node) {
        return owned(Nodes.name(node), node.getSpec().getPodCIDRs());
    }

    private static Stream<Owned> addresses(Node node) {
        return owned(
                Nodes.name(node),
                node.getStatus().getAddresses().stream()
                        .filter(address -> address.getType().endsWith("IP"))
                        .map(NodeAddress::getAddress)
                        .toList());
    }

    private static Stream<Owned> owned(String node, Collection<String> ranges) {
        return ranges.stream()
                .flatMap(text -> AddressRange.parse(text).stream())
                .map(range -> new Owned(node, range));
    }
}
