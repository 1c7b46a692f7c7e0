package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.audit.Write;
import io.mpaas.planning.value.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A migration that has completed is undone by a Job of its own when the change that brought it is taken back. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class UndoE2E {
    private static final String COMPONENTS = """
            db: {type: StatefulSet, replicas: {SingleNode: 1}, config: {WORD: WORDS}, pod: POD}
            schema: {type: Job, undo: Job, undoJob: schema-back, config: {WORD: WORDS}, dependsOn: {db: [startup]}, pod: POD}
            schema-back: {type: Job, when: Undo, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, config: {WORD: WORDS}, dependsOn: {schema: [startup], db: [startup]}, pod: POD}
            """;
    private static final String ASKED =
            "{release: %s, tier: SingleNode, rollout: {componentTimeout: 5s, onFailure: Rollback}, components: {%s}}";
    private static final String WORKS = "api: {replicas: 1}";
    private static final String CRASHING =
            "{podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: crash}}}}";

    @TempDir
    private Path folder;

    @Test
    void theMigrationIsUndoneInItsPlaceAndRunsAgainWithTheRetry(LocalCluster cluster, TestNamespace namespace)
            throws IOException {
        SmallProduct product = started(cluster, namespace);
        Stage stage = product.stage();
        assertThat(stage.components()).as("an undo Job is no part of what runs").hasSize(3);
        String first = completed(product);
        Path file = Files.writeString(
                folder.resolve("two.yaml"),
                product.written(SmallProduct.installationText("small", ASKED.formatted("RELEASE-2", WORKS))));
        assertThat(product.kubectlMpaas("plan", "-f", file.toString()).out())
                .contains("what its Jobs have done is undone: schema by schema-back", "(Stateful)")
                .doesNotContain("cannot be taken back");

        product.install(ASKED.formatted("RELEASE-2", "api: " + CRASHING));
        awaitPhase(stage, InstallationPhase.RolledBack);
        assertThat(completed(product))
                .as("the second migration has not completed any more")
                .isEqualTo(first);
        assertThat(stage.components()).as("and what undid it is gone").hasSize(3);
        assertThat(words(product)).containsExactly("one", "one");
        assertThat(order(stage))
                .as("there, and back from api on")
                .containsExactly("db", "schema", "api", "schema-back", "db");

        KubectlMpaas retried = product.kubectlMpaas("retry", "--wait");
        assertThat(retried.exitCode()).as(retried.text()).isEqualTo(1);
        assertThat(jobs(stage)).containsExactly("schema", "schema", "schema-back", "schema", "schema-back");

        product.install(ASKED.formatted("RELEASE-2", WORKS));
        stage.awaitReady("small");
        assertThat(jobs(stage)).containsExactly("schema", "schema", "schema-back", "schema", "schema-back", "schema");
        assertThat(completed(product)).endsWith("," + first);
    }

    /** The Job that undoes cannot: what comes before it stays as it is, and a sentence says what to do. */
    @Test
    void whereTheUndoJobFailsItIsHeldThere(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = started(cluster, namespace);
        Stage stage = product.stage();

        product.install(ASKED.formatted(
                "RELEASE-2", "api: " + CRASHING + ", schema-back: " + CRASHING.replace("crash", "image")));
        awaitPhase(stage, InstallationPhase.Held);
        stage.awaitInstallation("small", "says so", it -> ready(it).startsWith("UndoFailed: "));
        assertThat(ready(stage.installationNamed("small")))
                .contains("undo Job schema-back failed (", "runs again with `kubectl mpaas restart schema-back`");
        assertThat(words(product)).as("api is back, db waits for the undo Job").containsExactly("two", "one");
        assertThat(product.kubectlMpaas("status").out()).contains("undo Job schema-back failed");

        product.install(ASKED.formatted("RELEASE-2", WORKS));
        stage.awaitReady("small");
        Stage.await("the undo Job is gone", () -> stage.components().size() == 3);
        assertThat(jobs(stage))
                .as("what was not undone does not run again")
                .containsExactly("schema", "schema", "schema-back");
        assertThat(words(product)).containsExactly("two", "two");
    }

    /** Somebody corrects the spec while it runs: it is not cut off, and what it has undone runs again with the corrected spec. */
    @Test
    void aNewerSpecBeginsWhenTheUndoJobHasComeToItsEnd(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = started(cluster, namespace);
        Stage stage = product.stage();
        String slow =
                "schema-back: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: \"3\"}}}}";
        product.install(ASKED.formatted("RELEASE-2", "api: " + CRASHING + ", " + slow));
        Stage.await("the undo Job runs", () -> jobs(stage).contains("schema-back"));

        product.install(ASKED.formatted("RELEASE-2", WORKS));
        stage.awaitInstallation(
                "small", "waits", it -> ready(it).contains("what is asked for now begins when undo Job schema-back"));
        stage.awaitReady("small");
        assertThat(jobs(stage)).containsExactly("schema", "schema", "schema-back", "schema");
        assertThat(words(product)).containsExactly("two", "two");
        Stage.await("the undo Job is gone", () -> stage.components().size() == 3);
    }

    /** The change brings the migration: it is undone and goes, and comes again with the same change. */
    @Test
    void aMigrationThatTheChangeBroughtIsUndoneAndGoes(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release(COMPONENTS
                        .replaceAll("(?m)^schema.*\n", "")
                        .replace("schema: [startup], ", "")
                        .replace("WORDS", "one"))
                .nextRelease(COMPONENTS.replace("WORDS", "two"));
        Stage stage = product.stage();
        product.install(ASKED.formatted("RELEASE", WORKS));
        stage.awaitReady("small");

        product.install(ASKED.formatted("RELEASE-2", "api: " + CRASHING));
        awaitPhase(stage, InstallationPhase.RolledBack);
        assertThat(stage.components()).hasSize(2);
        assertThat(jobs(stage)).containsExactly("schema", "schema-back");

        product.install(ASKED.formatted("RELEASE-2", WORKS));
        stage.awaitReady("small");
        assertThat(jobs(stage)).containsExactly("schema", "schema-back", "schema");
    }

    private static SmallProduct started(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release(COMPONENTS.replace("WORDS", "one"))
                .nextRelease(COMPONENTS.replace("WORDS", "two"));
        product.install(ASKED.formatted("RELEASE", WORKS));
        product.stage().awaitReady("small");
        return product;
    }

    private static void awaitPhase(Stage stage, InstallationPhase phase) {
        stage.awaitInstallation("small", phase.name(), it -> Stage.status(it).phase() == phase);
    }

    private static String ready(Installation installation) {
        return Conditions.find(Stage.status(installation).conditions(), Conditions.Type.Ready)
                .map(ready -> ready.getReason() + ": " + ready.getMessage())
                .orElse("");
    }

    private static String completed(SmallProduct product) {
        return product.get(Component.class, "schema")
                .getMetadata()
                .getAnnotations()
                .getOrDefault(Mpaas.COMPLETED_ANNOTATION, "");
    }

    private static List<String> words(SmallProduct product) {
        return List.of("db", "api").stream()
                .map(name -> String.valueOf(
                        product.get(ConfigMap.class, name + "-config").getData().get("WORD")))
                .toList();
    }

    /** Jobs that were made, in their order, by component. */
    private static List<String> jobs(Stage stage) {
        return stage.writes().on("jobs").writes().stream()
                .filter(write -> "create".equals(write.verb()))
                .map(write -> component(write))
                .toList();
    }

    /** In which order workloads were changed, and Jobs made, since the first start. */
    private static List<String> order(Stage stage) {
        return stage.writes().writes().stream()
                .filter(write -> List.of("deployments", "statefulsets", "jobs").contains(write.resource()))
                .filter(write -> "patch".equals(write.verb()) || "create".equals(write.verb()))
                .filter(write -> !write.resource().equals("jobs") || "create".equals(write.verb()))
                .skip(3)
                .map(write -> component(write))
                .reduce(
                        List.<String>of(),
                        (list, name) -> !list.isEmpty() && list.getLast().equals(name)
                                ? list
                                : Stream.concat(list.stream(), Stream.of(name)).toList(),
                        (one, other) -> one);
    }

    private static String component(Write write) {
        return write.resource().equals("jobs") ? write.name().replaceAll("-[0-9]+-[0-9a-f]+$", "") : write.name();
    }
}
