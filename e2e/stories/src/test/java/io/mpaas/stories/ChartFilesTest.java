package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The chart's files fit each other and the build. */
class ChartFilesTest {
    private static final Path CHART = OperatorProcess.root().resolve("charts/mpaas-operator");

    @Test
    void theImagesTagIsTheVersionOfTheBuild() throws IOException {
        String pom = Files.readString(OperatorProcess.root().resolve("pom.xml"));

        assertThat(pom)
                .contains("<version>" + yaml("Chart.yaml").path("appVersion").asText() + "</version>");
    }

    @Test
    void everyValueIsDescribedAndEveryDescribedValueHasADefault() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(Files.readString(CHART.resolve("values.schema.json")));
        List<String> wrong = new ArrayList<>();

        compare("", schema, yaml("values.yaml"), wrong);

        assertThat(wrong).isEmpty();
    }

    @Test
    void theDefinitionsAreThoseThatAreGenerated() throws IOException {
        assertThat(CHART.resolve("files/crds").toRealPath())
                .isEqualTo(OperatorProcess.root().resolve("crds/generated").toRealPath());
    }

    /** What is typed is the same in both languages; {@code make e2e-guide} types the English one. */
    @Test
    void theGuideHasTheSameCommandsInBothLanguages() throws IOException {
        List<String> english = commands("INSTALL.md");

        assertThat(english).isNotEmpty();
        assertThat(commands("INSTALL.zh-CN.md")).containsExactlyElementsOf(english);
    }

    private static List<String> commands(String guide) throws IOException {
        String text = Files.readString(CHART.resolveSibling(guide));
        return Pattern.compile("^```bash.*?^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static void compare(String path, JsonNode schema, JsonNode values, List<String> wrong) {
        schema.path("properties").properties().forEach(property -> {
            String name = path + "/" + property.getKey();
            if (property.getValue().path("description").asText().isBlank()) {
                wrong.add(name + " is not described");
            }
            JsonNode value = values.path(property.getKey());
            if (value.isMissingNode() && !name.equals("/global")) {
                wrong.add(name + " has no default");
            }
            compare(name, property.getValue(), value, wrong);
        });
    }

    private static JsonNode yaml(String file) throws IOException {
        return Serialization.unmarshal(Files.readString(CHART.resolve(file)), JsonNode.class);
    }
}
