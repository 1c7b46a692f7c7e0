package io.mpaas.planning.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.check.ReleaseCheck;
import io.mpaas.planning.value.Owner;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The object that makes the pods. */
class WorkloadsTest {
    private static final String RELEASE = """
            version: "1"
            components:
              api: {type: Deployment, replicas: {SingleNode: 1}, pod: {imagePullSecrets: [{name: harbor}], containers: [{name: main, image: "r.example/api:1"}]}}
            """;
    private static final String RECREATE = RELEASE.replace("type: Deployment", "type: Deployment, strategy: Recreate");
    private static final Owner OWNER = new Owner("bank", "shop", "uid-1", "api");

    private static ComponentSpec spec(String release) {
        return Objects.requireNonNull(Catalogue.blueprint(
                        release,
                        "{release: r, tier: SingleNode, images: {registry: \"harbor.bank/mpaas\", pullSecrets: [harbor]}}")
                .components()
                .get("api"));
    }

    private static Deployment deployment(String release) {
        return (Deployment) Renderer.render(OWNER, spec(release)).workload().orElseThrow();
    }

    /** B34. */
    @Test
    void aDeploymentThatCannotSurgeIsRecreated() {
        assertThat(deployment(RECREATE).getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(deployment(RECREATE).getSpec().getStrategy().getRollingUpdate())
                .isNull();
    }

    /** What an earlier operator rendered stays as it is. */
    @Test
    void whatIsNotSaidOrUsualIsNeitherRenderedNorInTheHash() {
        String usual = RELEASE.replace("type: Deployment", "type: Deployment, strategy: RollingUpdate");

        assertThat(deployment(RELEASE).getSpec().getStrategy()).isNull();
        assertThat(spec(usual).contentHash()).isEqualTo(spec(RELEASE).contentHash());
        assertThat(spec(RECREATE).contentHash()).isNotEqualTo(spec(RELEASE).contentHash());
    }

    @Test
    void onlyADeploymentHasAStrategy() {
        String set = RECREATE.replace("type: Deployment", "type: StatefulSet");
        assertThat(Catalogue.texts(ReleaseCheck.check(Catalogue.release(set))))
                .containsExactly(
                        "Error NotForThisType spec.components.api.strategy: only a Deployment has a strategy: remove it");
    }

    /** B06: server-side apply would refuse the entry that is there twice. */
    @Test
    void aPullSecretThatReleaseAndInstallationNameIsThereOnce() {
        assertThat(deployment(RELEASE).getSpec().getTemplate().getSpec().getImagePullSecrets())
                .extracting(LocalObjectReference::getName)
                .containsExactly("harbor");
    }
}
