package io.mpaas.planning.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the status of a Site says of its checks. */
class SiteReportTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final NodeFacts NODES = new NodeFacts(3, 3, new TreeSet<>());
    private static final Kubeconfig KUBECONFIG = new Kubeconfig(
            "https://far.example:6443", "", Optional.of("t"), Optional.empty(), Optional.empty(), Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "Reachable, True, True, ChecksPassed",
        "Reachable, False, False, ChecksFailed",
        "Reachable, , Unknown, NotChecked",
        "Unknown, False, Unknown, SiteUnknown",
        "Refused, True, Unknown, SiteRefused",
        "NamespaceMissing, , Unknown, NamespaceMissing"
    })
    void checksAreSaidWhileTheClusterCanBeLookedAt(
            String stage, @Nullable Verdict checks, String status, String reason) {
        Condition said = preflight(SiteReport.elsewhere(1, KUBECONFIG, reach(stage), Optional.of(NODES), said(checks)));

        assertThat(said.getStatus()).isEqualTo(status);
        assertThat(said.getReason()).isEqualTo(reason);
    }

    @Test
    void theOwnClusterIsNotChecked() {
        assertThat(SiteReport.own(1, NODES, said(null)).conditions())
                .extracting(Condition::getType)
                .containsExactly("Ready");
    }

    private static SiteReport.Said said(@Nullable Verdict checks) {
        Optional<Fitness> fitness = Optional.ofNullable(checks)
                .map(verdict ->
                        new Fitness(verdict, verdict.isTrue() ? Reason.ChecksPassed : Reason.ChecksFailed, "words"));
        return new SiteReport.Said(SiteStatus.EMPTY, List.of(), Optional.empty(), fitness, Optional.empty(), NOW);
    }

    private static Reach reach(String stage) {
        Reach begun = Reach.begin(Optional.of("uid"), NOW);
        return switch (stage) {
            case "Unknown" -> begun.after(new Answer.Silence("no route"), NOW);
            case "Refused" -> begun.after(new Answer.Denied(403, "no"), NOW);
            default -> begun.after(new Answer.Told("uid", "v1.34.1", stage.equals("Reachable")), NOW);
        };
    }

    private static Condition preflight(SiteStatus status) {
        return Conditions.find(status.conditions(), Conditions.Type.PreflightPassed)
                .orElseThrow();
    }
}
