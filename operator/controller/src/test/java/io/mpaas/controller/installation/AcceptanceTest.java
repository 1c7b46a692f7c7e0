package io.mpaas.controller.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptanceTest {
    /** Said only of what no waiting mends: a cache that is late has the key soon. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            metadata: {}, data: {key: YQ==}                               |
            metadata: {labels: {a: b}}, data: {key: YQ==}                 |
            metadata: {labels: {mpaas.io/component: x}}, data: {key: YQ==} | exists and is not seen: remove its label mpaas.io/component
            metadata: {}, data: {other: YQ==}                             | exists and has no entry "key": delete it
            metadata: {}                                                  | exists and has no entry "key": delete it
            """)
    void aKeyThatIsOfNoUseIsNamed(String secret, @Nullable String said) {
        Secret there = Serialization.unmarshal("---\n{apiVersion: v1, kind: Secret, " + secret + "}", Secret.class);

        String text = Acceptance.unusable(there).orElse("");

        assertThat(text).startsWith(said == null ? "" : "Secret mpaas-digest-key " + said);
        assertThat(text.isEmpty()).isEqualTo(said == null);
    }
}
