package io.mpaas.controller.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.trial.Trials;
import io.mpaas.planning.value.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String SOUND = """
            version: "1"
            components:
              a: {type: Deployment, replicas: {SingleRoom: 1}, pod: {containers: [{name: m, image: i}]}}
            """;
    private static final String SELFISH =
            SOUND.replace("type: Deployment", "type: Deployment, dependsOn: {a: [startup]}");

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode review(String kind, String spec, String metadata, String oldSpec) {
        String indented = spec.indent(6);
        String old = oldSpec.isEmpty() ? "" : "  oldObject:\n    spec:\n" + oldSpec.indent(6);
        return yaml("request:\n  uid: u1\n  name: x\n  namespace: bank\n  kind: {kind: " + kind
                + "}\n  object:\n    metadata: {" + metadata + "}\n    spec:\n" + indented + old);
    }

    private static JsonNode answer(JsonNode review) {
        return answer(review, _ -> List.of());
    }

    private static JsonNode answer(JsonNode review, Function<Trials, List<ReportedProblem>> trial) {
        return new Review(new InstallationReview(
                        name -> name.equals("sound")
                                ? Optional.of(YAML.convertValue(yaml(SOUND), ReleaseSpec.class))
                                : Optional.empty(),
                        trial))
                .answer(review)
                .path("response");
    }

    @Test
    void allowsASoundReleaseAndAnswersTheSameReview() {
        JsonNode response = answer(review("Release", SOUND, "name: x", ""));

        assertThat(response.path("uid").asText()).isEqualTo("u1");
        assertThat(response.path("allowed").asBoolean()).isTrue();
        assertThat(response.path("warnings")).isEmpty();
    }

    @Test
    void deniesAWrongReleaseWithFieldAndCount() {
        JsonNode response = answer(review("Release", SELFISH, "name: x", ""));

        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.path("status").path("message").asText())
                .startsWith("Release x has 1 problem:\n* spec.components.a.dependsOn.a: a needs itself")
                .endsWith("Nothing was changed.");
    }

    @Test
    void onlyWarnsOfAReleaseThatMayArriveLater() {
        JsonNode response = answer(review("Installation", "release: later", "name: x", ""));

        assertThat(response.path("allowed").asBoolean()).isTrue();
        assertThat(response.path("warnings").path(0).asText())
                .startsWith("spec.release: there is no Release \"later\" yet");
    }

    @Test
    void onlyWarnsOfWhatTheNextOperatorMayUnderstand() {
        JsonNode response =
                answer(review("Installation", "release: sound\ntier: SingleRoom\nstate: Parked", "name: x", ""));

        assertThat(response.path("allowed").asBoolean()).isTrue();
        assertThat(response.path("warnings").path(0).asText())
                .startsWith("spec.state: \"Parked\" is not known to this operator (Running, Stopped are)");
    }

    /** Also where it is that deep already: whether it is unchanged cannot be told. */
    @Test
    void deniesWhatNobodyCanRead() throws JsonProcessingException {
        JsonNode review = review("Installation", "release: sound\ntier: SingleRoom", "name: x", "release: sound");
        String deep = "{\"a\":".repeat(900) + "1" + "}".repeat(900);
        for (String object : java.util.List.of("object", "oldObject")) {
            ((com.fasterxml.jackson.databind.node.ObjectNode) review.at("/request/" + object + "/spec"))
                    .putObject("components")
                    .putObject("a")
                    .set("podTemplate", new ObjectMapper().readTree(deep));
        }

        JsonNode response = answer(review);

        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.path("status").path("message").asText())
                .startsWith("Installation x has 1 problem:\n* spec.components.a.podTemplate.a.a…: is nested deeper");
    }

    @Test
    void deniesAnInstallationThatDoesNotFitItsRelease() {
        JsonNode response = answer(review("Installation", "release: sound\ntier: SingleNode", "name: x", ""));

        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.path("status").path("message").asText()).contains("spec.components.a.replicas");
    }

    /** Its Release was replaced by another: that says nothing about what it is compiled from. */
    @Test
    void onlyWarnsOfASpecThatIsCompiledFromAKeptCopy() {
        JsonNode review = review("Installation", "release: sound\ntier: SingleNode", "name: x", "release: sound");
        ((com.fasterxml.jackson.databind.node.ObjectNode) review.at("/request/object"))
                .putObject("status")
                .putObject("release")
                .put("name", "sound")
                .put("digest", "0".repeat(64));

        JsonNode response = answer(review);

        assertThat(response.path("allowed").asBoolean()).isTrue();
        assertThat(response.path("warnings").path(0).asText())
                .startsWith("spec.release: Release sound is not the one that was accepted");
    }

    @Test
    void neverHoldsUpAnUpdateThatLeavesTheSpecAloneOrADeletion() {
        assertThat(answer(review("Release", SELFISH, "name: x", SELFISH))
                        .path("allowed")
                        .asBoolean())
                .isTrue();
        assertThat(answer(review("Release", SELFISH, "deletionTimestamp: now", SOUND))
                        .path("allowed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void deniesWhatTheApiServerWouldRefuseAndWarnsOfWhatWasNotTried() {
        List<ReportedProblem> found = List.of(
                new ReportedProblem(Problems.ERROR, "RefusedByCluster", "spec.components.a", "no such port"),
                new ReportedProblem(Problems.WARNING, "NotTried", "spec.components", "1 object could not be tried"));

        JsonNode response =
                answer(review("Installation", "release: sound\ntier: SingleRoom", "name: x, uid: u", ""), _ -> found);

        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.path("status").path("message").asText())
                .startsWith("Installation x has 1 problem:\n* spec.components.a: no such port");
        assertThat(response.path("warnings").path(0).asText()).startsWith("spec.components: 1 object could not");
    }

    @Test
    void triesOnlyWhatRendersOtherwiseThanBefore() {
        String spec = "release: sound\ntier: SingleRoom";
        String other = spec + "\ncomponents: {a: {config: {LEVEL: debug}}}";

        assertThat(tried(review("Installation", spec, "name: x, uid: u", ""))).contains("Deployment a");
        assertThat(tried(review("Installation", other, "name: x, uid: u", spec)))
                .contains("Deployment a", "ConfigMap a-config");
        assertThat(tried(review("Installation", spec + "\nstate: Stopped", "name: x, uid: u", spec)))
                .isEmpty();
        assertThat(tried(review("Installation", "release: sound\ntier: SingleNode", "name: x, uid: u", "")))
                .isEmpty();
    }

    private static List<String> tried(JsonNode review) {
        List<String> tried = new ArrayList<>();
        answer(review, trials -> {
            trials.all().forEach(trial -> tried.add(trial.what()));
            return List.of();
        });
        return tried;
    }
}
