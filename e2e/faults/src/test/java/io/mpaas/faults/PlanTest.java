package io.mpaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void consecutiveSeedsGoThroughAllCombinations() {
        Set<String> combinations = LongStream.range(1_000, 1_000 + Plan.combinations())
                .mapToObj(Plan::of)
                .map(plan -> plan.scenario() + " " + plan.target() + " " + plan.disturbance())
                .collect(Collectors.toSet());

        assertThat(combinations).hasSize(Plan.combinations()).hasSizeGreaterThan(300);
    }

    @Test
    void sameSeedGivesTheSamePlan() {
        assertThat(Plan.of(4_711))
                .isEqualTo(Plan.of(4_711))
                .hasToString(Plan.of(4_711).toString());
    }

    @Test
    void samePairAndDisturbanceDifferInDetailsFromSeedToSeed() {
        assertThat(LongStream.range(0, 20)
                        .mapToObj(round -> Plan.of(round * Plan.combinations()))
                        .map(plan -> plan.resource() + plan.number() + plan.milliseconds())
                        .distinct())
                .hasSizeGreaterThan(5);
    }

    @Test
    void renamingLeavesImagesAndOtherNamesAlone() {
        assertThat(Site.renamed(
                        "core: {dependsOn: {core: [startup], core-x: [startup]}, image: r.example/core@sha256:01}",
                        "core"))
                .isEqualTo(
                        "core-b: {dependsOn: {core-b: [startup], core-x: [startup]}, image: r.example/core@sha256:01}");
    }
}
