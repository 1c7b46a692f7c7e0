package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A build of the operator that renders otherwise replaces the running one. */
@ExtendWith(ClusterExtension.class)
@Alone
class OperatorUpgradeE2E {
    private static final String VARIABLE = "SERVICE_BINDING_ROOT";
    private static final String NEXT_VARIABLE = "SERVICE_BINDING_HOME";
    private static final String CHANGED = "mgs-core";

    /** A variable of the pods, the name of the Services' port, and a label of every object. */
    private static final Map<String, String> NEXT =
            Map.of(VARIABLE, NEXT_VARIABLE, "main", "core", "mpaas", "mpaas-next");

    @Test
    void aBuildThatRendersOtherwiseChangesNothingButWhatIsChangedNext(
            LocalCluster cluster, TestNamespace namespace, @TempDir Path folder) {
        Path nextBuild = NextBuild.in(folder.resolve("next"), NEXT);
        Stage stage = Stage.withOperator(cluster, namespace.name());
        stage.apply(Product.release());
        stage.apply(Product.installation("minimal"));
        stage.awaitReady("mpaas");
        stage.awaitQuiet();
        SortedSet<String> pods = stage.podIdentities();
        SortedSet<String> generations = generations(stage);
        assertThat(variables(stage, CHANGED)).contains(VARIABLE);

        Stage.stopOperator();
        Instant replaced = Instant.now();
        try (OperatorProcess next = OperatorProcess.startBuild(
                        nextBuild, cluster.kubeconfig(Stage.OPERATOR), cluster.directory())
                .awaitRunning()) {
            stage.assertNothingIsWrittenSince(replaced);
            assertThat(stage.podIdentities()).isEqualTo(pods);
            assertThat(generations(stage)).isEqualTo(generations);

            stage.edit(
                    stage.installationNamed("mpaas"),
                    installation -> Settings.withConfig(installation, CHANGED, "LEVEL", "debug"));
            stage.awaitReady("mpaas");
            Stage.await(
                    "its old pods are gone",
                    () -> variables(stage, CHANGED).stream().noneMatch(VARIABLE::equals));

            assertThat(next.alive()).isTrue();
            assertThat(variables(stage, CHANGED)).contains(NEXT_VARIABLE);
            assertThat(stage.client()
                            .services()
                            .inNamespace(namespace.name())
                            .withName(CHANGED)
                            .get()
                            .getSpec()
                            .getPorts())
                    .extracting(port -> port.getName())
                    .containsExactly("core");
            assertThat(others(stage.podIdentities())).isEqualTo(others(pods));
            assertThat(others(generations(stage))).isEqualTo(others(generations));
        }
    }

    private static SortedSet<String> others(SortedSet<String> lines) {
        return lines.stream().filter(line -> !line.startsWith(CHANGED)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of every workload and Service: name, kind, and what changes with its spec. */
    private static SortedSet<String> generations(Stage stage) {
        return Stream.of(Deployment.class, StatefulSet.class, Service.class)
                .flatMap(kind -> stage.all(kind).stream())
                .map(object -> object.getMetadata().getName() + " " + object.getKind() + " " + version(object))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String version(HasMetadata object) {
        Long generation = object.getMetadata().getGeneration();
        return generation == null ? object.getMetadata().getResourceVersion() : generation.toString();
    }

    private static Set<String> variables(Stage stage, String component) {
        return stage.pods().stream()
                .filter(pod -> component.equals(pod.getMetadata().getLabels().get(Mpaas.COMPONENT_LABEL)))
                .filter(pod -> !pod.isMarkedForDeletion())
                .flatMap(OperatorUpgradeE2E::variables)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> variables(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getEnv().stream().map(EnvVar::getName));
    }
}
