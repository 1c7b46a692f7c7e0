package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedNodesTest {
    @Test
    void areSpreadOverThreeZones() {
        assertThat(SimulatedNodes.of(4).stream()
                        .map(node -> node.getMetadata().getName() + " in "
                                + node.getMetadata().getLabels().get(SimulatedNodes.ZONE)))
                .containsExactly(
                        "node-a-1 in zone-a", "node-b-1 in zone-b", "node-c-1 in zone-c", "node-a-2 in zone-a");
    }

    @Test
    void haveAddressesOfTheirOwnAlsoWhenThereAreThousands() {
        List<String> addresses = SimulatedNodes.of(5_000).stream()
                .map(SimulatedNodesTest::address)
                .toList();

        assertThat(new HashSet<>(addresses)).hasSize(5_000);
        assertThat(addresses).allMatch(address -> address.matches("198\\.18\\.\\d{1,2}\\.\\d{1,3}"));
    }

    private static String address(Node node) {
        return node.getStatus().getAddresses().getFirst().getAddress();
    }
}
