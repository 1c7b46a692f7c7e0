package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What was accepted is kept: the Release, and the data that decides pods. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class KeptE2E {
    private static final String READER = """
            api:
              type: Deployment
              replicas: {SingleNode: 1}
              pod:
                containers:
                  - {name: main, image: x, envFrom: [{configMapRef: {name: settings}}]}
                volumes:
                  - {name: key, secret: {secretName: tls}}
                  - {name: rotating, secret: {secretName: rotating, live: true}}
            """;
    /** Each edit goes out at once. */
    private static final String SPEC = "{release: RELEASE, tier: SingleNode, rollout: {dataRestartInterval: 0s}}";

    @Test
    void podsReadCopiesThatAnEditDoesNotReachAndThatComeBack(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(READER);
        Stage stage = product.stage();
        settings(product, "one");
        secret(product, "tls", "a");
        secret(product, "rotating", "a");
        product.install(SPEC);
        stage.awaitReady("small");
        String first = settingsOfPods(stage);
        assertThat(first).startsWith("api-2-");
        ConfigMap copy = product.get(ConfigMap.class, first);
        assertThat(copy.getImmutable()).isTrue();
        assertThat(copy.getData()).containsEntry("WORD", "one");
        assertThat(secretsOfPods(stage))
                .anyMatch(name -> name.startsWith("api-2-"))
                .contains("rotating");
        SortedSet<String> pods = stage.podIdentities();

        secret(product, "rotating", "b");
        settings(product, "two");
        Stage.await("pods have the new data", () -> !settingsOfPods(stage).equals(first));
        stage.awaitReady("small");
        assertThat(product.get(ConfigMap.class, settingsOfPods(stage)).getData())
                .containsEntry("WORD", "two");
        assertThat(product.get(ConfigMap.class, first).getData()).containsEntry("WORD", "one");
        assertThat(stage.podIdentities()).doesNotContainAnyElementsOf(pods);

        settings(product, "one");
        Stage.await("the first copy is used again", () -> settingsOfPods(stage).equals(first));
        stage.awaitReady("small");

        product.delete(ConfigMap.class, first);
        Stage.await("the copy is made again", () -> product.find(ConfigMap.class, first) != null);
        assertThat(product.get(ConfigMap.class, first).getData()).containsEntry("WORD", "one");

        product.delete(Installation.class, "small");
        Stage.await("small is gone", () -> !stage.exists("small"));
        assertThat(ours(stage, ConfigMap.class)).isEmpty();
        assertThat(ours(stage, Secret.class)).isEmpty();
        assertThat(stage.all(ControllerRevision.class)).isEmpty();
    }

    @Test
    void whatRunsKeepsItsCopiesWhileAnUpdateWaits(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release("""
                db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                api:
                  type: Deployment
                  replicas: {SingleNode: 1}
                  dependsOn: {db: [startup]}
                  pod: {containers: [{name: main, image: x, envFrom: [{configMapRef: {name: settings}}]}]}
                """);
        Stage stage = product.stage();
        settings(product, "one");
        product.install(SPEC);
        stage.awaitReady("small");
        String copy = settingsOfPods(stage);
        product.install("""
                release: RELEASE
                tier: SingleNode
                components:
                  db: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: never-ready}}}}
                  api: {config: {WORD: new}}
                """);
        product.awaitSays("api", "Updating");

        product.delete(ConfigMap.class, copy);
        Stage.await("the copy is made again", () -> product.find(ConfigMap.class, copy) != null);
        assertThat(product.get(ConfigMap.class, copy).getData()).containsEntry("WORD", "one");

        settings(product, "two");
        product.delete(ConfigMap.class, copy);
        product.awaitSays("api", "ConfigMap " + copy + " was deleted, and its data is not there any more");
        product.install(SPEC);
        Stage.await("pods have the new data", () -> !settingsOfPods(stage).equals(copy));
        stage.awaitReady("small");
        product.awaitSays("api", "Ready: ");
    }

    @Test
    void aReleaseThatIsDeletedOrReplacedChangesNothing(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(apiWith("1")).install(SPEC);
        Stage stage = product.stage();
        stage.awaitReady("small");
        AcceptedRelease accepted = Objects.requireNonNull(stage.status("small").release());
        SortedSet<String> pods = stage.podIdentities();

        product.deleteRelease();
        awaitReleaseChanged(stage, "was deleted");
        product.install("{release: RELEASE, tier: SingleNode, components: {api: {replicas: 2}}}");
        stage.awaitReady("small");
        assertThat(stage.podIdentities()).hasSize(2).containsAll(pods);

        product.release(apiWith("2"));
        awaitReleaseChanged(stage, "is not the one that was accepted");
        assertThat(stage.podIdentities()).hasSize(2).containsAll(pods);

        String asked = digestIn(stage);
        product.install("{release: RELEASE, releaseDigest: %s, tier: SingleNode, components: {api: {replicas: 2}}}"
                .formatted(asked));
        Stage.await(
                "the new one is taken",
                () -> asked.equals(
                        Objects.requireNonNull(stage.status("small").release()).digest()));
        stage.awaitReady("small");
        Stage.await("its pods are there", () -> stage.podIdentities().stream().noneMatch(pods::contains));

        product.install("{release: RELEASE, releaseDigest: %s, tier: SingleNode, components: {api: {replicas: 2}}}"
                .formatted(accepted.digest()));
        Stage.await(
                "the first one comes back from its copy",
                () -> accepted.equals(stage.status("small").release()));
        stage.awaitReady("small");
        product.install("{release: RELEASE, releaseDigest: %s, tier: SingleNode}".formatted("0".repeat(64)));
        assertThat(product.awaitAccepted("small", "False", "Rejected").getMessage())
                .contains("spec.releaseDigest: Release " + namespace.name() + " has the digest " + asked + ", not 000");
    }

    @Test
    void theCopyOfAReleaseIsMadeAgainOrItsLossIsNamed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(apiWith("1")).install(SPEC);
        Stage stage = product.stage();
        stage.awaitReady("small");
        String copy = "release-"
                + Objects.requireNonNull(stage.status("small").release()).digest();
        String uid = product.uid(ConfigMap.class, copy);
        SortedSet<String> pods = stage.podIdentities();

        product.delete(ConfigMap.class, copy);
        Stage.await(
                "it is made again",
                () -> !product.uid(ConfigMap.class, copy).isEmpty()
                        && !product.uid(ConfigMap.class, copy).equals(uid));

        product.deleteRelease();
        awaitReleaseChanged(stage, "was deleted");
        Stage.await("the copy is lost, also to a pass that had read it", () -> {
            product.delete(ConfigMap.class, copy);
            return Conditions.verdict(stage.status("small").conditions(), Conditions.Type.Accepted) == Verdict.False;
        });
        assertThat(product.awaitAccepted("small", "False", "Rejected").getMessage())
                .contains("the kept copy of Release " + namespace.name(), "restore one of them");
        assertThat(stage.podIdentities()).isEqualTo(pods);

        product.release(apiWith("1"));
        product.awaitAccepted("small", "True", "Compiled");
        stage.awaitReady("small");
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    private static String apiWith(String value) {
        return "api: {type: Deployment, replicas: {SingleNode: 1}, config: {WORD: \"%s\"}, pod: POD}".formatted(value);
    }

    private static void settings(SmallProduct product, String word) {
        product.apply(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {WORD: %s}}".formatted(word));
    }

    private static void secret(SmallProduct product, String name, String word) {
        product.apply(
                "{apiVersion: v1, kind: Secret, metadata: {name: %s}, stringData: {word: %s}}".formatted(name, word));
    }

    private static String settingsOfPods(Stage stage) {
        return running(stage).stream()
                .flatMap(pod -> pod.getSpec().getContainers().stream())
                .flatMap(container -> container.getEnvFrom().stream())
                .map(source -> source.getConfigMapRef().getName())
                .findFirst()
                .orElse("");
    }

    private static List<String> secretsOfPods(Stage stage) {
        return running(stage).stream()
                .flatMap(pod -> pod.getSpec().getVolumes().stream())
                .filter(volume -> volume.getSecret() != null)
                .map(volume -> volume.getSecret().getSecretName())
                .toList();
    }

    /** The newest first. */
    private static List<Pod> running(Stage stage) {
        return stage.pods().stream()
                .filter(pod -> !pod.isMarkedForDeletion())
                .sorted(java.util.Comparator.comparing(
                                (Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .reversed())
                .toList();
    }

    private static <T extends HasMetadata> List<String> ours(Stage stage, Class<T> kind) {
        return stage.all(kind).stream()
                .filter(object -> object.getMetadata().getLabels() != null
                        && object.getMetadata().getLabels().containsKey(Mpaas.INSTALLATION_ID_LABEL))
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    private static void awaitReleaseChanged(Stage stage, String words) {
        Stage.awaitAsserted(
                "ReleaseChanged " + words, () -> assertThat(message(stage)).contains(words));
    }

    private static String message(Stage stage) {
        return Conditions.find(stage.status("small").conditions(), Conditions.Type.ReleaseChanged)
                .map(condition -> condition.getMessage())
                .orElse("");
    }

    /** The digest that the condition offers. */
    private static String digestIn(Stage stage) {
        return message(stage).replaceAll("(?s).*spec.releaseDigest: ([0-9a-f]{64}).*", "$1");
    }
}
