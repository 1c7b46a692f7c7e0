package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What {@code kubectl mpaas plan} says is what happens. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class PlanE2E {
    private static final String FIRST = """
            db:
              type: StatefulSet
              replicas: {SingleNode: 1}
              provides: {port: 3306, secret: {generate: [app]}}
              storage: {data: {size: 1Gi, mountPath: /data}}
              pod: {containers: [{name: main, image: "r.example/db:1@sha256:01"}]}
            api: {type: Deployment, replicas: {SingleNode: 2}, dependsOn: {db: [startup, runtime]}, pod: TEMPLATE}
            gate: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup]}, pod: POD}
            docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            """.replace(
                    "TEMPLATE",
                    "{containers: [{name: main, image: \"r.example/api@sha256:02\", envFrom: [{configMapRef: {name: site}},"
                            + " {secretRef: {name: bank}}]}]}");

    private static final String SECOND = FIRST.replace("db:1@sha256:01", "db:2@sha256:11")
            .replace("docs:", "help:")
            .replace("gate: {type: Deployment", "gate: {config: {A: b}, type: Deployment");

    @TempDir
    private Path folder;

    @Test
    void whatIsPlannedHappensAndNothingElse(LocalCluster cluster, TestNamespace namespace) throws IOException {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(FIRST);
        product.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: site}, data: {CITY: hangzhou}}");
        product.apply("{apiVersion: v1, kind: Secret, metadata: {name: bank}, data: {KEY: aGlkZGVu}}");
        product.install("{release: RELEASE, tier: SingleNode}");
        Stage stage = product.stage();
        stage.awaitReady("small");
        Path second = Files.writeString(
                folder.resolve("second.yaml"), product.written(SmallProduct.releaseText("RELEASE-2", SECOND)));

        KubectlMpaas text = product.kubectlMpaas("plan", "-f", second.toString());
        assertThat(text.exitCode()).as(text.text()).isEqualTo(2);
        assertThat(text.out()).contains("db ", "1 → 2").doesNotContain("provisional", "aGlkZGVu");
        JsonNode plan = new ObjectMapper()
                .readTree(product.kubectlMpaas("plan", "-f", second.toString(), "-o", "json")
                        .out());
        Map<String, String> steps = new TreeMap<>();
        plan.at("/plan/steps")
                .forEach(step -> steps.put(
                        step.path("component").asText(),
                        step.path("action").asText() + " after " + step.path("after")));
        assertThat(steps)
                .isEqualTo(Map.of(
                        "db", "Update after []",
                        "gate", "Update after [\"db\"]",
                        "docs", "Remove after []",
                        "help", "Add after []"));

        Map<String, String> before = pods(stage);
        product.nextRelease(SECOND).install("{release: RELEASE-2, tier: SingleNode}");
        stage.awaitReady("small");
        Stage.await("docs is gone", () -> !pods(stage).containsKey("docs"));
        Map<String, String> after = pods(stage);
        assertThat(after.keySet()).containsExactly("api", "db", "gate", "help");
        assertThat(after.get("api")).as("it stays").isEqualTo(before.get("api"));
        assertThat(after.get("db")).isNotEqualTo(before.get("db"));
        assertThat(after.get("gate")).isNotEqualTo(before.get("gate"));

        KubectlMpaas again = product.kubectlMpaas("plan", "-f", second.toString());
        assertThat(again.exitCode()).as(again.text()).isZero();
        assertThat(again.out()).contains("nothing to do; 4 stay as they are");
    }

    /** Releases are cluster-wide, and a role in one namespace does not show them. */
    @Test
    void aRoleInTheNamespaceIsEnough(LocalCluster cluster, TestNamespace namespace) throws IOException {
        String docs = "docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}";
        SmallProduct product = SmallProduct.with(cluster, namespace).release(docs);
        product.install("{release: RELEASE, tier: SingleNode}").stage().awaitReady("small");
        product.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reader}
                rules:
                  - {apiGroups: [mpaas.io], resources: [installations, components], verbs: [get, list, watch]}
                  - {apiGroups: [""], resources: [configmaps], verbs: [get]}
                  - {apiGroups: [apps], resources: [controllerrevisions], verbs: [list]}
                """);
        product.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: reader}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: alice}]
                """);
        Path changed = Files.writeString(
                folder.resolve("changed.yaml"),
                product.written(SmallProduct.installationText(
                        "small", "{release: RELEASE, tier: SingleNode, components: {docs: {config: {A: b}}}}")));
        Path other = Files.writeString(
                folder.resolve("other.yaml"),
                product.written(SmallProduct.installationText("small", "{release: another, tier: SingleNode}")));

        KubectlMpaas plan = KubectlMpaas.as("alice", cluster, namespace.name(), "plan", "-f", changed.toString());
        assertThat(plan.exitCode()).as(plan.text()).isEqualTo(2);
        assertThat(plan.out())
                .contains("1 to update; 0 stay as they are", "config.A")
                .doesNotContain("deleted");
        KubectlMpaas unknown = KubectlMpaas.as("alice", cluster, namespace.name(), "plan", "-f", other.toString());
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("you may not read Release another: ", "give its file, too (-f)");
    }

    /** Component → its pods. */
    private static Map<String, String> pods(Stage stage) {
        return stage.pods().stream()
                .collect(Collectors.groupingBy(
                        SimulatedPods::component,
                        TreeMap::new,
                        Collectors.mapping(
                                pod -> pod.getMetadata().getUid(),
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        uids -> uids.stream().sorted().collect(Collectors.joining(" "))))));
    }
}
