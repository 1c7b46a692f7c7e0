package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.preflight.Preflight;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Preflight of a real API server and a real registry: what is planted there is found, each by its own check. */
@ExtendWith(ClusterExtension.class)
class PreflightIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where one of these is wrong, nothing more can be known. */
    private static final Set<PreflightFault> FIRST = EnumSet.of(
            PreflightFault.NO_SERVER,
            PreflightFault.WRONG_TOKEN,
            PreflightFault.UNKNOWN_PRODUCT,
            PreflightFault.ALL_CORDONED,
            PreflightFault.NO_NAMESPACE,
            PreflightFault.TWO_OPERATORS);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private PreflightSite site;

    @BeforeEach
    void prepare(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) throws IOException {
        for (String plural : List.of("releases", "installations", "components", "sites")) {
            client.load(PreflightIT.class.getResourceAsStream("/io/mpaas/crds/" + plural + ".mpaas.io.yaml"))
                    .forceConflicts()
                    .serverSideApply();
        }
        site = new PreflightSite(client, cluster, namespace, folder);
    }

    @AfterEach
    void end() {
        site.close();
    }

    @Test
    void aGoodClusterIsFitAndKeepsNothing(KubernetesClient client) throws IOException {
        Run run = site.run();

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(site.preflight())
                .hasSameSizeAs(Preflight.CHECKS.ids())
                .allSatisfy((id, result) -> assertThat(result.path("result").asText())
                        .as(result.toString())
                        .isIn("Pass", id.matches("operator|quota") ? "NotApplicable" : "Pass"));
        await("no claim stays").atMost(PATIENCE).until(() -> claims(client).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void eachFaultIsFoundByItsOwnCheckAndNoOtherComplains(PreflightFault fault) throws IOException {
        fault.plant(site);

        Map<String, JsonNode> results = site.preflight();

        assertThat(complaints(results)).as(results.toString()).isEqualTo(Map.of(fault.id, fault.state.name()));
        assertThat(Objects.requireNonNull(results.get(fault.id))
                        .at("/remedy/en")
                        .asText())
                .isNotEmpty();
        results.values().stream()
                .filter(result -> result.path("result").asText().equals("NotChecked"))
                .forEach(result ->
                        assertThat(result.at("/evidence/0/en").asText()).endsWith(" comes first, and did not pass"));
    }

    @Test
    void noneHidesAnother() throws IOException {
        EnumSet<PreflightFault> all = EnumSet.allOf(PreflightFault.class);
        all.removeAll(FIRST);
        assertThat(all).hasSizeGreaterThanOrEqualTo(15);
        all.forEach(fault -> fault.plant(site));

        Run run = site.run();

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(complaints(site.preflight()))
                .isEqualTo(all.stream().collect(Collectors.toMap(fault -> fault.id, fault -> fault.state.name())));
    }

    @Test
    void aPersonGoesOnAllTheSameAndTheReportSaysWhy() throws IOException {
        PreflightFault.SMALL_QUOTA.plant(site);
        PreflightFault.SOMETHING_LEFT.plant(site);
        assertThat(site.run().exitCode()).isEqualTo(3);

        String[] quota = {"--accept", "quota", "--reason", "is raised on Monday"};
        assertThat(site.run(quota).exitCode()).isEqualTo(4);
        JsonNode result = Objects.requireNonNull(site.preflight(quota).get("quota"));
        assertThat(result.path("result").asText()).isEqualTo("Fail");
        assertThat(result.path("accepted").asText()).isEqualTo("is raised on Monday");
        assertThat(site.run("--accept", "quota", "--reason", "Monday", "--accept", "leftovers", "--reason", "ours")
                        .exitCode())
                .isZero();
    }

    @Test
    void withoutAProbeStorageIsNotChecked(KubernetesClient client) throws IOException {
        Run run = site.run("--no-probe");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).contains("left out: --no-probe", "已跳过");
        assertThat(claims(client)).isEmpty();
    }

    /** From the operator's own cluster: what is to run elsewhere needs no room here, and what the operator found there is told. */
    @Test
    void aClusterElsewhereIsNotJudgedByTheRoomHere(KubernetesClient client, TestNamespace namespace)
            throws IOException {
        PreflightFault.TOO_MUCH.plant(site);
        site.installation("sites: [{name: far}]");
        Site far = Serialization.unmarshal("""
                ---
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: far, namespace: NAMESPACE}
                spec: {kubernetes: {kubeconfigSecret: {name: far}}}
                status:
                  stage: Reachable
                  conditions:
                  - {type: PreflightPassed, status: "False", reason: ChecksFailed, message: "check capacity failed: memory",
                    lastTransitionTime: "2026-03-01T09:00:00Z"}
                """.replace("NAMESPACE", namespace.name()), Site.class);
        assertThat(complaints(site.preflight())).as("no Site is applied").containsKey("capacity");
        client.resource(far).create();
        client.resource(far).updateStatus();

        Run run = site.run();

        assertThat(run.exitCode()).isEqualTo(3);
        Map<String, JsonNode> results = site.preflight();
        assertThat(complaints(results)).as(results.toString()).isEmpty();
        assertThat(Objects.requireNonNull(results.get("capacity"))
                        .path("result")
                        .asText())
                .isEqualTo("NotApplicable");
        JsonNode there = new ObjectMapper().readTree(run.out()).at("/sites/0");
        assertThat(there.path("site").asText()).isEqualTo("far");
        assertThat(there.at("/results/0/evidence/0/en").asText())
                .isEqualTo("the operator says: check capacity failed: memory");
    }

    /** All that is not Pass, for itself. */
    private static Map<String, String> complaints(Map<String, JsonNode> results) {
        return results.entrySet().stream()
                .filter(entry -> entry.getValue().path("result").asText().matches("Warn|Fail"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().path("result").asText()));
    }

    private List<PersistentVolumeClaim> claims(KubernetesClient client) {
        return client.persistentVolumeClaims()
                .inNamespace(site.namespace.name())
                .list()
                .getItems();
    }
}
