package io.mpaas.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer of the API server means, and how it is said. */
class ObstacleTest {
    private static KubernetesClientException answer(int code, String message) {
        return new KubernetesClientException(
                message,
                code,
                new StatusBuilder().withCode(code).withMessage(message).build());
    }

    @ParameterizedTest
    @CsvSource({
        "400, true",
        "403, true",
        "422, true",
        "404, false",
        "409, false",
        "410, false",
        "429, false",
        "500, false",
        "503, false",
        "0, false"
    })
    void aRefusalIsForGoodEverythingElseMayPass(int code, boolean forGood) {
        RuntimeException failure = Obstacle.orUnavailable("Deployment api", answer(code, "no"));
        assertThat(failure instanceof Obstacle).isEqualTo(forGood);
        assertThat(failure instanceof Unavailable).isNotEqualTo(forGood);
        assertThat(failure instanceof Obstacle.Invalid).isEqualTo(code == 422);
    }

    @Test
    void whatMayPassIsSaidWithItsCode() {
        assertThat(((Unavailable) Obstacle.orUnavailable("Deployment api", answer(500, "webhook down"))).sentence())
                .isEqualTo("Deployment api: the API server answered 500: webhook down; tried again every 10 s");
        assertThat(Obstacle.orUnavailable("Deployment api", answer(0, "timeout"))
                        .getMessage())
                .isEqualTo("Deployment api: the API server did not answer: timeout");
    }

    /** B18: 2.5 kB of structures of Go. */
    @Test
    void aLongAnswerIsToldFieldByField() {
        String structure = "Invalid value: core.PodTemplateSpec{" + "x".repeat(2500) + "}: field is immutable";
        Status status = new StatusBuilder()
                .withMessage("Job \"seed\" is invalid: spec.template: " + structure)
                .withNewDetails()
                .addNewCause("spec.template", structure, "FieldValueInvalid")
                .addNewCause(
                        "spec.dnsPolicy",
                        "Unsupported value: \"Nonsense\": supported values: \"Default\"",
                        "FieldValueNotSupported")
                .endDetails()
                .build();
        assertThat(Obstacle.words(new KubernetesClientException("", 422, status)))
                .isEqualTo(
                        "spec.template: field is immutable; spec.dnsPolicy: Unsupported value: \"Nonsense\": supported"
                                + " values: \"Default\"");
        assertThat(Obstacle.words(answer(422, "short"))).isEqualTo("short");
        assertThat(Obstacle.words(answer(422, "y".repeat(900)))).hasSize(401).endsWith("…");
    }
}
