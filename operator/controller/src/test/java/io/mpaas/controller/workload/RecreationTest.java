package io.mpaas.controller.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecreationTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "what is asked for is made,               c2, c2, c2",
        "not what was corrected since,            c2, c3, ''",
        "nor what was reverted since,             c2, c1, ''",
        "nor is anything where nothing was named, '', c2, ''",
    })
    void onlyWhatIsStillAskedForOutranksTheStep(String why, String named, String asked, String expected) {
        Component component = Serialization.unmarshal(
                """
                apiVersion: mpaas.io/v1alpha1
                kind: Component
                metadata: {annotations: {%s}}
                spec: {contentHash: %s}
                """.formatted(named.isEmpty() ? "" : "mpaas.io/recreating: " + named, asked), Component.class);
        assertThat(Recreation.named(component))
                .as(why)
                .isEqualTo(Optional.of(expected).filter(content -> !content.isEmpty()));
    }
}
