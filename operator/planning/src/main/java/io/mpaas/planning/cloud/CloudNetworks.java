package io.mpaas.planning.cloud;

import io.mpaas.api.v1alpha1.CloudNetwork;
import io.mpaas.planning.cloud.CloudSeen.Network;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.value.AddressRange;
import io.mpaas.planning.value.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Ranges of addresses, and the way out of the cloud. */
final class CloudNetworks {
    /** Network, broadcast, router, two for DHCP, and one for the endpoint. */
    private static final int TAKEN = 6;

    private static final int BITS = 32;

    private CloudNetworks() {}

    static Finding ranges(Facts facts) {
        return facts.of(CloudSeen.PLAN).judge(plan -> {
            CloudNetwork network = plan.spec().network();
            List<Say> wrong = new ArrayList<>(overlaps(network));
            room(network.nodes(), plan.servers()).ifPresent(wrong::add);
            return Finding.wrongIfAny(
                    wrong,
                    Say.of("cloud-ranges.remedy"),
                    Say.of("cloud-ranges.apart")
                            .with("nodes", network.nodes())
                            .with("pods", network.pods())
                            .with("services", network.services()));
        });
    }

    private static List<Say> overlaps(CloudNetwork network) {
        SortedMap<String, String> all = new TreeMap<>();
        all.put("nodes", network.nodes());
        all.put("pods", network.pods());
        all.put("services", network.services());
        List<Say> wrong = new ArrayList<>();
        all.forEach((name, text) -> {
            if (AddressRange.parse(text).isEmpty()) {
                wrong.add(Say.of("cloud-ranges.invalid").with("name", name).with("range", text));
            }
            all.tailMap(name).forEach((other, otherText) -> {
                if (!other.equals(name) && overlap(text, otherText)) {
                    wrong.add(Say.of("cloud-ranges.overlap")
                            .with("name", name)
                            .with("range", text)
                            .with("other", other)
                            .with("otherRange", otherText));
                }
            });
        });
        return wrong;
    }

    private static boolean overlap(String one, String other) {
        return AddressRange.parse(one)
                .flatMap(first -> AddressRange.parse(other).map(first::overlaps))
                .orElse(false);
    }

    private static Optional<Say> room(String range, int servers) {
        return AddressRange.parse(range)
                .filter(known -> (1L << (BITS - known.prefix())) - TAKEN < servers)
                .map(_ -> Say.of("cloud-ranges.small").with("range", range).with("servers", servers));
    }

    static Finding external(Facts facts) {
        return facts.of(CloudSeen.PLAN)
                .judge(plan -> facts.of(CloudSeen.EXTERNAL_NETWORKS)
                        .judge(all -> external(plan.spec().network().external(), all)));
    }

    private static Finding external(String name, List<Network> all) {
        List<Network> named =
                all.stream().filter(one -> one.name().equals(name)).toList();
        if (named.size() == 1) {
            return Finding.fine(Say.of("cloud-network.there").with("network", name));
        }
        Say says = named.isEmpty()
                ? Say.of("cloud-network.absent")
                        .with("networks", list(all.stream().map(Network::name).toList()))
                : Say.of("cloud-network.several")
                        .with("ids", list(named.stream().map(Network::id).toList()));
        return Finding.wrong(Say.of("cloud-network.remedy"), says.with("network", name));
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "–" : names.stream().distinct().sorted().collect(Collectors.joining(", "));
    }
}
