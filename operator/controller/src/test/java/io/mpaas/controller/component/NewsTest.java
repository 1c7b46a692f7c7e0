package io.mpaas.controller.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ComponentStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NewsTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T09:00:00Z");

    private static ComponentStatus because(String reason) {
        return Serialization.unmarshal(
                "---\nphase: Starting\nsince: \"" + SINCE + "\"\nconditions: [{type: Ready, status: \"False\", reason: "
                        + reason + "}]",
                ComponentStatus.class);
    }

    @Test
    void whatIsRefusedIsTroubleOnce() {
        assertThat(News.isTrouble(because("Starting"), because("Obstructed"))).isTrue();
        assertThat(News.isTrouble(because("Starting"), because("PodsCannotRun")))
                .isTrue();
        assertThat(News.isTrouble(because("Obstructed"), because("PodsCannotRun")))
                .isTrue();
        assertThat(News.isTrouble(because("PodsCannotRun"), because("PodsCannotRun")))
                .isFalse();
        assertThat(News.isTrouble(because("PodsCannotRun"), because("TooFewReplicas")))
                .isFalse();
    }

    @Test
    void troubleIsToldWhenItHasLastedEightSeconds() {
        Duration twenty = Duration.ofSeconds(20);
        assertThat(News.soonest(twenty, because("PodsCannotRun"), SINCE.plusSeconds(1)))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(News.soonest(twenty, because("PodsCannotRun"), SINCE.plusSeconds(9)))
                .isNegative();
        assertThat(News.soonest(Duration.ZERO, because("PodsCannotRun"), SINCE)).isZero();
    }
}
