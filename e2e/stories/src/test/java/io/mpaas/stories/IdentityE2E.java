package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An installation is known by its ID, which outlives the object. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class IdentityE2E {
    private static final String SHOP = """
            db: {type: Deployment, replicas: {SingleNode: 1}, provides: {port: 3306, secret: {generate: [app]}}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
            """;
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";

    @Test
    void theIdIsTheFirstUidAndIsWrittenOnce(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);

        String uid = product.uid(Installation.class, "small");
        assertThat(id(product)).isEqualTo(uid);
        assertThat(product.get(Deployment.class, "db").getMetadata().getLabels())
                .containsEntry(Mpaas.INSTALLATION_ID_LABEL, uid);
        assertThat(product.stage().writes().on("installations").writes())
                .filteredOn(write -> write.subresource().isEmpty())
                .hasSizeLessThanOrEqualTo(2); // finalizer and ID
    }

    /** As when a backup tool restores it, or when somebody takes its finalizer away: nothing that runs is touched. */
    @Test
    void anInstallationMadeAgainTakesOverWhatRuns(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Stage stage = product.stage();
        String id = id(product);
        SortedSet<String> pods = stage.podIdentities();
        SortedSet<String> objects = Fingerprint.of(stage);

        product.vanish();
        Stage.awaitAsserted(
                "its components say that it is gone",
                () -> assertThat(product.says("db").phase()).isEqualTo(ComponentPhase.Unknown));
        assertThat(product.says("db").message()).contains("no Installation small with the ID " + id);
        product.install(SPEC);
        stage.awaitReady("small");

        assertThat(product.uid(Installation.class, "small")).isNotEqualTo(id);
        assertThat(id(product)).isEqualTo(id);
        assertThat(stage.podIdentities()).isEqualTo(pods);
        assertThat(Fingerprint.of(stage)).isEqualTo(objects);
        Stage.await("an event tells", () -> stage.hasEvent("Adopted", "took over the objects"));

        product.delete(Installation.class, "small");
        Stage.await("small is gone", () -> !stage.exists("small"));
        assertThat(stage.pods()).isEmpty();
    }

    @Test
    void dataThatWasKeptIsTakenOverWithItsPasswords(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Stage stage = product.stage();
        String id = id(product);
        Map<String, String> passwords =
                product.get(Secret.class, "db-credentials").getData();

        product.delete(Installation.class, "small");
        Stage.await("small is gone", () -> !stage.exists("small"));
        assertThat(stage.all(ControllerRevision.class)).isEmpty();
        product.install(SPEC);
        stage.awaitReady("small");

        assertThat(id(product)).isEqualTo(id);
        assertThat(product.get(Secret.class, "db-credentials").getData()).isEqualTo(passwords);
    }

    @Test
    void leftoversOfAnotherNameAreNamedWithTheWaysOut(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Stage stage = product.stage();
        String id = id(product);
        product.vanish();
        SortedSet<String> pods = stage.podIdentities();

        product.install("other", SPEC);
        assertThat(product.awaitAccepted("other", "False", "AmbiguousLeftovers").getMessage())
                .contains(
                        "small (ID " + id + ")",
                        "kubectl mpaas leftovers --delete",
                        "give the Installation their name");
        assertThat(stage.podIdentities()).isEqualTo(pods);

        product.delete(Installation.class, "other");
        product.install(SPEC);
        stage.awaitReady("small");
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    @Test
    void anEditedIdTouchesNothingAndIsNamed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Stage stage = product.stage();
        String id = id(product);
        SortedSet<String> pods = stage.podIdentities();

        product.ask(Installation.class, "small", Mpaas.INSTALLATION_ID_ANNOTATION, "somebody-else");
        product.install("{release: RELEASE, tier: SingleNode, components: {api: {config: {LEVEL: debug}}}}");
        assertThat(product.awaitAccepted("small", "False", "AmbiguousLeftovers").getMessage())
                .contains("carry the ID " + id + ", not somebody-else");
        assertThat(stage.podIdentities()).isEqualTo(pods);

        product.install(SPEC);
        product.ask(Installation.class, "small", Mpaas.INSTALLATION_ID_ANNOTATION, null);
        stage.awaitReady("small");
        assertThat(id(product)).isEqualTo(id);
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    /** Somebody applies a copy of an Installation under another name, its annotations included, and deletes it again. */
    @Test
    void anIdThatWasCopiedGivesNothingOfTheFirst(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Stage stage = product.stage();
        SortedSet<String> pods = stage.podIdentities();

        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Installation
                metadata: {name: copy, annotations: {mpaas.io/installation-id: %s}}
                spec: {release: RELEASE, tier: SingleNode}
                """.formatted(id(product)));
        product.awaitAccepted("copy", "False", "SecondInstallation");
        product.delete(Installation.class, "copy");
        Stage.await("the copy is gone", () -> !stage.exists("copy"));

        assertThat(stage.isReady("small")).isTrue();
        assertThat(stage.components()).noneMatch(Component::isMarkedForDeletion);
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    /** It is deleted while its annotation is wrong: it is not let go as if it had nothing. */
    @Test
    void anInstallationWhoseIdIsWrongIsNotLetGoWhileItsProductRuns(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Stage stage = product.stage();
        String id = id(product);
        product.ask(Installation.class, "small", Mpaas.INSTALLATION_ID_ANNOTATION, "somebody-else");
        product.awaitAccepted("small", "False", "AmbiguousLeftovers");

        product.delete(Installation.class, "small");
        Stage.awaitAsserted(
                "it says why it stays",
                () -> assertThat(stage.status("small").problems())
                        .anyMatch(problem -> problem.message().contains("carry the ID " + id)));
        assertThat(stage.pods()).hasSize(2);

        product.ask(Installation.class, "small", Mpaas.INSTALLATION_ID_ANNOTATION, id);
        Stage.await("small is gone", () -> !stage.exists("small"));
        assertThat(stage.all(Deployment.class)).isEmpty();
    }

    /** Somebody takes the finalizers of Components away while an installation is being deleted. */
    @Test
    void anInstallationLetsGoOnlyWhenNothingOfItIsLeft(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Stage stage = product.stage();

        stage.components()
                .forEach(component -> product.ask(Component.class, name(component), Mpaas.HOLD_ANNOTATION, "x"));
        product.delete(Installation.class, "small");
        Stage.await(
                "its components are to go", () -> stage.components().stream().allMatch(Component::isMarkedForDeletion));
        stage.components().forEach(component -> product.withoutFinalizers(Component.class, name(component)));
        Stage.await("small is gone", () -> !stage.exists("small"));

        assertThat(stage.all(Deployment.class)).isEmpty();
        assertThat(stage.all(ControllerRevision.class)).isEmpty();
        assertThat(stage.pods()).isEmpty();
    }

    private static SmallProduct installed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(SHOP).install(SPEC);
        product.stage().awaitReady("small");
        return product;
    }

    private static String id(SmallProduct product) {
        return Objects.requireNonNullElse(
                product.get(Installation.class, "small")
                        .getMetadata()
                        .getAnnotations()
                        .get(Mpaas.INSTALLATION_ID_ANNOTATION),
                "");
    }

    private static String name(Component component) {
        return component.getMetadata().getName();
    }
}
