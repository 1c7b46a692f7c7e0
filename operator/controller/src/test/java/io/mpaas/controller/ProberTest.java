package io.mpaas.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Component;
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

class ProberTest {
    private static final int MANY = 2000;

    @Test
    void everyEndpointIsProbedHoweverFastTheFirstProbeBegins() throws IOException {
        Set<ResourceID> answered = ConcurrentHashMap.newKeySet();
        Prober prober = new Prober();
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
