package io.mpaas.planning.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudsFileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{clouds: {bank: {auth: {auth_url: x}}}} | ''",
                "{clouds: {bank: {auth: {}}}}            | names no auth.auth_url for the cloud \"bank\"",
                "{clouds: {b: {}, a: {}}}                | has no cloud \"bank\"; it has: a, b",
                "{clouds: [bank]}                        | has no map \"clouds\"",
                "{}                                      | has no map \"clouds\"",
                "a text                                  | has no map \"clouds\""
            })
    void saysWhatIsWrong(String file, String sentence) {
        JsonNode read = Serialization.unmarshal("---\n" + file, JsonNode.class);
        assertThat(CloudsFile.problem(read, "bank").orElse("")).isEqualTo(sentence);
    }
}
