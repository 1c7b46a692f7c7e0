package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Observation;
import io.mpaas.observer.Observer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The product as it is shipped, on the cluster that {@value Stage#OTHER_CLUSTER} names: the operator of the chart is there, and
 * so are a Release and images that real pods can run, in the registry {@value #REGISTRY}.
 */
@ExtendWith(ClusterExtension.class)
@EnabledIfEnvironmentVariable(named = Stage.OTHER_CLUSTER, matches = ".+")
class InstalledOperatorE2E {
    private static final String REGISTRY = "MPAAS_TEST_REGISTRY";
    private static final String RELEASE = "mpaas-4.2.0";

    @Test
    void realProcessesComeUpInOrderBearTheLossOfTheDatabaseAndGoInOrder(
            KubernetesClient client, TestNamespace namespace) {
        Stage stage = Stage.installed(client, namespace.name());
        assertThat(client.resources(Release.class).withName(RELEASE).get())
                .as("the Release %s is there", RELEASE)
                .isNotNull();

        try (Observer observer = Observer.open(client, namespace.name())) {
            stage.installation(Product.sample("installation-minimal.yaml")
                    + "  images: {registry: \"%s\"}\n".formatted(System.getenv(REGISTRY)));
            stage.awaitReady("mpaas");
            Observation start = observer.observation();
            assertThat(start.complete()).isTrue();
            assertThat(start.violations()).isEmpty();
            assertThat(restarts(stage)).isZero();

            client.pods()
                    .inNamespace(namespace.name())
                    .withLabel(Mpaas.COMPONENT_LABEL, "mysql")
                    .withGracePeriod(1)
                    .delete();
            stage.awaitPhase("mysql", ComponentPhase.Degraded);
            stage.awaitInstallation(
                    "mpaas",
                    "explained by its database",
                    now -> Stage.status(now).rootBlockers().stream()
                            .map(RootBlocker::component)
                            .limit(1)
                            .anyMatch("mysql"::equals));
            stage.awaitReady("mpaas");
            assertThat(restarts(stage)).isZero();

            Graph graph = observer.graph();
            stage.delete(stage.installationNamed("mpaas"));
            stage.awaitNoComponents();
            assertThat(observer.deletion(graph).violations()).isEmpty();
            assertThat(stage.pods()).isEmpty();
        }
    }

    private static int restarts(Stage stage) {
        return stage.pods().stream()
                .map(Pod::getStatus)
                .flatMap(status -> status.getContainerStatuses().stream())
                .mapToInt(ContainerStatus::getRestartCount)
                .sum();
    }
}
