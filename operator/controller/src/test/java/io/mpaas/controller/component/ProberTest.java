package io.mpaas.controller.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.controller.cluster.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProberTest {
    private static final int MANY = 2000;

    @Test
    void everyEndpointIsProbedHoweverFastTheFirstProbeBegins() throws IOException {
        Set<ResourceID> answered = ConcurrentHashMap.newKeySet();
        Prober prober = new Prober(new Addresses(true));
        prober.setEventHandler(event -> answered.add(event.getRelatedCustomResourceID()));
        prober.start();
        int port = closedPort();
        Set<Component> components = IntStream.range(0, MANY)
                .mapToObj(i -> external("db-" + i, port))
                .collect(Collectors.toSet());
        try {
            components.forEach(component ->
                    assertThat(prober.reachable(component).orElse(false)).isFalse());

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(answered).hasSize(MANY));
            assertThat(components)
                    .allMatch(component -> prober.reachable(component).isPresent());
        } finally {
            prober.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.9.9.9, true",
        "0.0.0.0, true",
        "::1, true",
        "::ffff:127.0.0.1, true",
        "169.254.169.254, true",
        "fe80::1, true",
        "224.0.0.1, true",
        "10.0.0.1, false",
        "192.0.2.1, false",
        "2001:db8::1, false"
    })
    void addressesOfItsOwnMachineAreRefused(String address, boolean own) throws IOException {
        assertThat(Addresses.isOwn(InetAddress.getByName(address))).isEqualTo(own);
    }

    @Test
    void whatANameResolvesToDecides() throws IOException {
        Set<ResourceID> answered = ConcurrentHashMap.newKeySet();
        Prober prober = new Prober(new Addresses(false));
        prober.setEventHandler(event -> answered.add(event.getRelatedCustomResourceID()));
        prober.start();
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Component here = external("here", open.getLocalPort());

            assertThat(prober.reachable(here)).isEmpty();
            Awaitility.await().untilAsserted(() -> assertThat(answered).hasSize(1));
            assertThat(prober.reachable(here)).contains(false);
            assertThat(prober.refusal(here).orElse(""))
                    .endsWith("is at 127.0.0.1, an address of the operator's own machine, and is never probed:"
                            + " name the host by which pods reach it");
        } finally {
            prober.stop();
        }
    }

    private static Component external(String name, int port) {
        return new ObjectMapper()
                .convertValue(
                        Map.of(
                                "metadata",
                                Map.of("name", name, "namespace", "bank", "generation", 1),
                                "spec",
                                Map.of(
                                        "contentHash", "c",
                                        "rolloutHash", "r",
                                        "external", Map.of("host", "127.0.0.1", "port", port))),
                        Component.class);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
