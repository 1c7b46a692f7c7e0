package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.audit.Write;
import io.mpaas.planning.value.Conditions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code rollout.onFailure: Rollback}: a change that fails is taken back, dependants first, and only what it changed. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class TakenBackE2E {
    private static final String COMPONENTS = """
            db:
              type: StatefulSet
              replicas: {SingleNode: 1}
              config: {WORD: WORDS}
              provides: {port: 3306, secret: {generate: [app]}}
              storage: {data: {size: 1Gi, mountPath: /data}}
              pod: POD
            api: {type: Deployment, replicas: {SingleNode: 1}, config: {WORD: WORDS}, dependsOn: {db: [startup, runtime]}, pod: POD}
            web: {type: Deployment, replicas: {SingleNode: 1}, config: {WORD: WORDS}, dependsOn: {api: [startup]}, pod: POD}
            log: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            """;
    private static final String GONE = "docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}\n";
    private static final String NEW =
            "help: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}\n";
    private static final String ASKED =
            "{release: %s, tier: SingleNode, rollout: {componentTimeout: 5s, onFailure: Rollback}, components: {%s}}";
    private static final String WORKS = "web: {replicas: 1}";
    private static final String CRASHES =
            "web: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: crash}}}}";

    @Test
    void theLastOfThreeStepsFailsAndAllThreeGoBackInReverse(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = started(cluster, namespace);
        Stage stage = product.stage();
        SortedSet<String> before = stage.podIdentities();
        Map<String, String> passwords =
                product.get(Secret.class, "db-credentials").getData();

        product.install(ASKED.formatted("RELEASE-2", CRASHES));
        awaitTakenBack(stage);

        assertThat(words(product)).containsExactly("one", "one", "one");
        assertThat(configs(stage))
                .as("the change, then the way back")
                .containsExactly("db", "api", "web", "web", "api", "db");
        assertThat(of(stage.podIdentities(), "log", "docs"))
                .as("what the change did not touch, and what it was to remove")
                .isEqualTo(of(before, "log", "docs"))
                .hasSize(2);
        assertThat(stage.components())
                .as("what it added is gone, and nobody has begun to remove what it was to remove")
                .hasSize(5);
        assertThat(stage.writes().on("components").writes())
                .filteredOn(write -> "delete".equals(write.verb()))
                .extracting(Write::name)
                .containsExactly("help");
        assertThat(product.get(Secret.class, "db-credentials").getData()).isEqualTo(passwords);
        assertThat(product.get(Installation.class, "small").getSpec().release())
                .as("the spec is nobody's but the person's")
                .isEqualTo(namespace.name() + "-2");
        saysWhatRunsAndWhatToDo(product);
        staysSoAfterStopAndStart(product);

        KubectlMpaas retried = product.kubectlMpaas("retry", "--wait");
        assertThat(retried.exitCode()).as(retried.text()).isEqualTo(1);
        assertThat(retried.err()).contains("failed (web: ", "and was taken back: entry 1 runs");
        assertThat(words(product)).containsExactly("one", "one", "one");

        product.install(ASKED.formatted("RELEASE-2", WORKS));
        stage.awaitReady("small");
        Stage.await("docs is gone", () -> stage.components().size() == 5);
        assertThat(words(product)).containsExactly("two", "two", "two");
        InstallationStatus status = stage.status("small");
        assertThat(status.refused()).isNull();
        assertThat(status.lastReadyEntry()).isEqualTo(3);
        assertThat(product.kubectlMpaas("retry").err()).contains("no change of small was taken back");
    }

    private static void saysWhatRunsAndWhatToDo(SmallProduct product) {
        InstallationStatus status = product.stage().status("small");
        assertThat(status.lastReadyEntry()).isEqualTo(1);
        assertThat(Objects.requireNonNull(status.refused()).runs()).isEqualTo(1);
        assertThat(Conditions.find(status.conditions(), Conditions.Type.Ready)
                        .orElseThrow()
                        .getReason())
                .isEqualTo("RolledBack");
        assertThat(product.stage().hasEvent("RolledBack", "was taken back: entry 1"))
                .isTrue();
        String sentence = "was taken back: entry 1 runs. Correct the spec, or try it again";
        assertThat(product.kubectlMpaas("status").out()).contains("RolledBack", "roll-back      ", sentence);
        assertThat(product.kubectlMpaas("why").out()).contains(sentence);
        assertThat(product.kubectlMpaas("history").out()).contains("failed  ", "runs");
    }

    /** Nothing that is remembered lies in the operator, and a stop is no other change. */
    private static void staysSoAfterStopAndStart(SmallProduct product) {
        Stage stage = product.stage();
        stage.state("small", RunState.Stopped);
        stage.awaitInstallation("small", "stopped", it -> Stage.status(it).phase() == InstallationPhase.Stopped);
        stage.state("small", RunState.Running);
        awaitTakenBack(stage);
        assertThat(words(product)).containsExactly("one", "one", "one");
    }

    @Test
    void dataThatChangedWithItComesBackToo(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Stage stage = product.stage();
        product.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: site}, data: {word: one}}");
        product.release("""
                web:
                  type: Deployment
                  replicas: {SingleNode: 1}
                  pod:
                    containers: [{name: main, image: "r.example/x@sha256:01", envFrom: [{configMapRef: {name: site}}]}]
                """);
        product.install(ASKED.formatted("RELEASE", WORKS));
        stage.awaitReady("small");
        String copy = copyOf(product);

        product.install(ASKED.formatted("RELEASE", CRASHES));
        product.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: site}, data: {word: two}}");
        awaitTakenBack(stage);

        assertThat(copyOf(product)).isEqualTo(copy);
        assertThat(product.get(ConfigMap.class, copy).getData()).containsEntry("word", "one");
    }

    /** Somebody took the entry away: there is no way back and none forward, but nothing is lost, and it can be stopped. */
    @Test
    void withoutTheEntryItCanStillBeStoppedAndStarted(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Stage stage = product.stage();
        product.release("web: {type: Deployment, replicas: {SingleNode: 1}, config: {WORD: one}, pod: POD}\n");
        product.install(ASKED.formatted("RELEASE", WORKS));
        stage.awaitReady("small");
        product.install(ASKED.formatted("RELEASE", CRASHES));
        awaitTakenBack(stage);
        SortedSet<String> before = stage.podIdentities();
        stage.client()
                .apps()
                .controllerRevisions()
                .inNamespace(product.namespace())
                .withName("small-accepted-1")
                .delete();
        stage.awaitInstallation(
                "small",
                "says so",
                it -> readyMessage(it).startsWith("entry 1, which runs in place of a change that failed"));
        assertThat(stage.podIdentities()).isEqualTo(before);

        stage.state("small", RunState.Stopped);
        stage.awaitInstallation("small", "stopped", it -> Stage.status(it).phase() == InstallationPhase.Stopped);
        assertThat(stage.pods()).isEmpty();
        stage.state("small", RunState.Running);
        stage.awaitPhase("web", ComponentPhase.Ready);

        product.install(ASKED.formatted("RELEASE", WORKS));
        stage.awaitReady("small");
    }

    /** Nothing but the failing component was changed, and it needs what the change added: that stays as long as it is needed. */
    @Test
    void whatWasAddedGoesAfterThePodsThatNeedIt(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Stage stage = product.stage();
        String web =
                "web: {type: Deployment, replicas: {SingleNode: 1}, config: {WORD: one}, dependsOn: {%s}, pod: POD}\n";
        String cache = "cache: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}\n";
        product.release(web.formatted(""));
        product.nextRelease(web.formatted("cache: [startup]").replace("one", "two") + cache);
        product.install(ASKED.formatted("RELEASE", WORKS));
        stage.awaitReady("small");

        product.install(ASKED.formatted("RELEASE-2", CRASHES));
        awaitTakenBack(stage);

        assertThat(stage.components()).hasSize(1);
        assertThat(product.kubectlMpaas("restart", "web", "--wait").exitCode())
                .as("what waits for something else does not end with the change")
                .isZero();
        List<String> writes = stage.writes().on("deployments").writes().stream()
                .map(write -> write.verb() + " " + write.name())
                .toList();
        assertThat(writes.indexOf("delete cache"))
                .as("after web went back")
                .isGreaterThan(writes.subList(0, writes.indexOf("delete cache")).lastIndexOf("patch web"))
                .isPositive();
    }

    /** The same spec, other data: no interval between two updates keeps it from going back. */
    @Test
    void dataAloneGoesBackAtOnce(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Stage stage = product.stage();
        product.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: site}, data: {word: one}}");
        String db = """
                db:
                  type: StatefulSet
                  replicas: {SingleNode: 1}
                  storage: {data: {size: 1Gi, mountPath: /data}}
                  pod:
                    containers: [{name: main, image: "r.example/x@sha256:01", envFrom: [{configMapRef: {name: site}}]}]
                """;
        product.release(db);
        product.install(ASKED.formatted("RELEASE", "db: {replicas: 1}"));
        stage.awaitReady("small");
        String copy = envOf(product);
        product.apply("{apiVersion: v1, kind: ResourceQuota, metadata: {name: none}, spec: {hard: {pods: \"0\"}}}");
        product.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: site}, data: {word: two}}");
        stage.awaitInstallation("small", "refused", it -> Stage.status(it).refused() != null);
        Stage.await("what it was is asked for again", () -> envOf(product).equals(copy));
        stage.client()
                .resourceQuotas()
                .inNamespace(product.namespace())
                .withName("none")
                .delete();
        awaitTakenBack(stage);
        assertThat(product.get(ConfigMap.class, envOf(product)).getData()).containsEntry("word", "one");
    }

    @Test
    void pastAJobThatCannotBeUndoneItIsHeldAndSaysSo(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Stage stage = product.stage();
        String web = "web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {schema: [startup]}, pod: POD}\n";
        product.release("schema: {type: Job, config: {WORD: one}, pod: POD}\n" + web);
        product.nextRelease("schema: {type: Job, config: {WORD: two}, pod: POD}\n" + web);
        product.install(ASKED.formatted("RELEASE", WORKS));
        stage.awaitReady("small");

        product.install(ASKED.formatted("RELEASE-2", CRASHES));
        stage.awaitInstallation(
                "small",
                "held",
                it -> Stage.status(it).phase() == InstallationPhase.Held
                        && reason(it).equals("PointOfNoReturn"));
        assertThat(product.kubectlMpaas("why").out()).contains("Job schema has completed, and what it did stays");

        product.apply(SmallProduct.releaseText(
                "RELEASE-3", "schema: {type: Job, undo: Compatible, config: {WORD: three}, pod: POD}\n" + web));
        product.install(ASKED.formatted("RELEASE-3", WORKS));
        stage.awaitReady("small");
        product.apply(SmallProduct.releaseText(
                "RELEASE-4", "schema: {type: Job, undo: Compatible, config: {WORD: four}, pod: POD}\n" + web));
        product.install(ASKED.formatted("RELEASE-4", CRASHES));
        awaitTakenBack(stage);
        assertThat(stage.writes().on("jobs").writes())
                .as("no Job runs twice")
                .filteredOn(write -> "create".equals(write.verb()))
                .hasSize(4);
    }

    private static SmallProduct started(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release(COMPONENTS
                                .replace("WORDS", "one")
                                .replace("{api: [startup]}", "{api: [startup], docs: [startup]}")
                        + GONE)
                .nextRelease(COMPONENTS.replace("WORDS", "two") + NEW);
        product.install(ASKED.formatted("RELEASE", WORKS));
        product.stage().awaitReady("small");
        return product;
    }

    private static void awaitTakenBack(Stage stage) {
        stage.awaitInstallation("small", "taken back", it -> Stage.status(it).phase() == InstallationPhase.RolledBack);
    }

    private static String readyMessage(Installation installation) {
        return Conditions.find(Stage.status(installation).conditions(), Conditions.Type.Ready)
                .map(ready -> ready.getMessage())
                .orElse("");
    }

    private static String reason(Installation installation) {
        return Conditions.find(Stage.status(installation).conditions(), Conditions.Type.Ready)
                .map(ready -> ready.getReason())
                .orElse("");
    }

    private static List<String> words(SmallProduct product) {
        return List.of("db", "api", "web").stream()
                .map(name -> String.valueOf(
                        product.get(ConfigMap.class, name + "-config").getData().get("WORD")))
                .toList();
    }

    /** In which order the workloads of the chain were changed. */
    private static List<String> configs(Stage stage) {
        List<String> order = stage.writes().on("configmaps").writes().stream()
                .filter(write -> !"create".equals(write.verb()))
                .map(Write::name)
                .filter(name -> name.endsWith("-config"))
                .map(name -> name.replace("-config", ""))
                .toList();
        List<String> back = order.reversed().stream().distinct().toList().reversed();
        return Stream.concat(order.stream().distinct(), back.stream()).toList();
    }

    private static SortedSet<String> of(SortedSet<String> identities, String... components) {
        SortedSet<String> some = new TreeSet<>();
        for (String component : components) {
            identities.stream().filter(one -> one.startsWith(component + "-")).forEach(some::add);
        }
        return some;
    }

    private static String envOf(SmallProduct product) {
        return product.get(StatefulSet.class, "db")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnvFrom()
                .getFirst()
                .getConfigMapRef()
                .getName();
    }

    private static String copyOf(SmallProduct product) {
        return product.get(Deployment.class, "web")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnvFrom()
                .getFirst()
                .getConfigMapRef()
                .getName();
    }
}
