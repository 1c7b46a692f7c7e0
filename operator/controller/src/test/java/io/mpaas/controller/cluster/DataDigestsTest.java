package io.mpaas.controller.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DataDigestsTest {
    private static final List<ConfigMap> MAPS = List.of(map("a"), map("b"), map("c"));

    @Test
    void whatWasReadBeforeAFailureIsNotReadAgain() {
        DataDigests digests = new DataDigests();
        List<String> read = new ArrayList<>();

        assertThatThrownBy(() -> of(digests, object -> {
                    if (object.equals("b")) {
                        throw new KubernetesClientException("timed out");
                    }
                    read.add(object);
                }))
                .hasMessage("timed out");
        assertThat(of(digests, read::add)).containsOnlyKeys("ConfigMap/a", "ConfigMap/b", "ConfigMap/c");

        assertThat(read).containsExactly("a", "b", "c");
    }

    private static Map<String, Map<String, String>> of(DataDigests digests, Consumer<String> reading) {
        return digests.of(
                "mpaas",
                MAPS.stream().map(HasMetadata.class::cast),
                Optional.empty(),
                Set.of("a", "b", "c"),
                object -> {
                    reading.accept(object.getMetadata().getName());
                    return Optional.of(object);
                });
    }

    private static ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withUid(name)
                .withResourceVersion("1")
                .endMetadata()
                .withData(Map.of("key", name))
                .build();
    }
}
