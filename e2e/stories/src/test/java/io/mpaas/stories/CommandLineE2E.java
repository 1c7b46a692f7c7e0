package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Observer;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A delivery engineer stops, starts, restarts and holds by {@code kubectl mpaas}, from a script. */
@ExtendWith(ClusterExtension.class)
@Alone
class CommandLineE2E {
    private static final String PRODUCT = """
            db: {type: StatefulSet, replicas: {SingleNode: 1}, pod: POD}
            schema: {type: Job, dependsOn: {db: [startup]}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime], schema: [startup]}, pod: POD}
            docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            """;

    @Test
    void stopsAndStartsTheWholeInstallation(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();

        KubectlMpaas nobody = call(stage, "stop");
        assertThat(nobody.exitCode()).as(nobody::text).isEqualTo(2);
        assertThat(nobody.err())
                .startsWith("This stops all 4 components of small in namespace " + namespace.name())
                .contains("confirm with --yes");
        assertThat(stage.isReady("small")).isTrue();

        KubectlMpaas stop = call(stage, "stop", "--yes", "--wait", "--timeout", "1m");
        assertThat(stop.exitCode()).as(stop::text).isZero();
        assertThat(stop.out()).contains("small is asked to stop\n", "\nsmall is Stopped in ");
        assertThat(stage.status("small").phase()).isEqualTo(InstallationPhase.Stopped);
        assertThat(call(stage, "status").out())
                .contains("Stopped  4/4 stopped, data is kept; `kubectl mpaas start` starts it again")
                .contains(" ■ api        Stopped ");
        assertThat(call(stage, "why").out()).contains("note: it is asked to be stopped: `kubectl mpaas start`");
        assertThat(call(stage, "restart", "api").err()).startsWith("small is asked to be stopped");

        KubectlMpaas start = call(stage, "start", "--wait", "--timeout", "1m");
        assertThat(start.exitCode()).as(start::text).isZero();
        assertThat(start.out()).contains("small is Ready");
        assertThat(stage.isReady("small")).isTrue();
    }

    @Test
    void restartsWithDependantsInOrderAndEverythingFromZero(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SortedSet<String> before = pods(stage);

        try (Observer observer = Observer.open(cluster.client("observer"), namespace.name())) {
            long mark = observer.mark();
            KubectlMpaas restart = call(stage, "restart", "db", "--with-dependants", "--wait", "--timeout", "1m");
            assertThat(restart.exitCode()).as(restart::text).isZero();
            assertThat(restart.out()).startsWith("""
                            restarting, in this order:
                              db
                              api  after db
                            left out:
                              schema  a Job that completed never runs again
                            """).contains("\nsmall is restarted in ");
            assertThat(observer.update(observer.graph(), mark).violations()).isEmpty();
        }
        assertThat(kept(before, stage)).containsExactly("docs");
        KubectlMpaas job = call(stage, "restart", "schema");
        assertThat(job.exitCode()).isEqualTo(2);
        assertThat(job.err()).startsWith("nothing to restart:\n  schema  a Job that completed");

        SortedSet<String> warm = pods(stage);
        KubectlMpaas cold = call(stage, "restart", "--cold", "--yes", "--wait", "--timeout", "1m");
        assertThat(cold.exitCode()).as(cold::text).isZero();
        assertThat(kept(warm, stage)).isEmpty();
        assertThat(stage.isReady("small")).isTrue();
    }

    @Test
    void onlyAStatefulSetIsMadeAnewOnRequest(LocalCluster cluster, TestNamespace namespace) {
        Stage stage = running(cluster, namespace).stage();
        assertThat(call(stage, "recreate", "api").text()).contains("api is no StatefulSet: it is never made anew");
        assertThat(call(stage, "recreate", "apii").text()).contains("no component \"apii\" in small");
        assertThat(stage.component("api").getMetadata().getAnnotations()).isNullOrEmpty();
    }

    @Test
    void holdsAComponentOrAllAndGivesThemBack(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();

        assertThat(call(stage, "hold", "api", "--reason", "DBA \"at work\"").out())
                .isEqualTo("api is held: DBA \"at work\"\n");
        product.awaitSays("api", "held: DBA \"at work\"");
        assertThat(stage.component("api").getMetadata().getManagedFields())
                .anyMatch(fields -> "kubectl-mpaas".equals(fields.getManager()));
        assertThat(call(stage, "hold", "--reason", "audit").out()).isEqualTo("small is held: audit\n");
        product.awaitSays("docs", "held: audit");
        assertThat(call(stage, "status").out())
                .contains("held           audit; nothing is changed until `kubectl mpaas resume`")
                .contains(" ‖ api        Ready     1/1", "held: DBA \"at work\"")
                .contains(" ‖ docs       Ready     1/1");
        assertThat(call(stage, "stop", "--yes").out()).contains("it is held (audit), so nothing happens before");
        assertThat(call(stage, "start").out()).contains("small is asked to start");

        assertThat(call(stage, "resume").out()).isEqualTo("""
                small is resumed
                still held: api (DBA "at work")
                """);
        assertThat(call(stage, "resume", "api").out()).isEqualTo("api is resumed\n");
        Stage.await("nothing is held", () -> stage.components().stream().noneMatch(CommandLineE2E::isHeld));
        stage.awaitPhase("api", ComponentPhase.Ready);
    }

    private static SmallProduct running(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(PRODUCT).install("{release: RELEASE, tier: SingleNode}");
        product.stage().awaitReady("small");
        return product;
    }

    private static KubectlMpaas call(Stage stage, String... words) {
        return KubectlMpaas.call(stage.cluster(), stage.namespace(), words);
    }

    private static boolean isHeld(Component component) {
        return component.getStatus().conditions().stream()
                .anyMatch(condition -> condition.getType().equals("Held"));
    }

    /** Component and UID of each pod that runs. */
    private static SortedSet<String> pods(Stage stage) {
        return stage.pods().stream()
                .filter(pod -> !pod.isMarkedForDeletion()
                        && !"Succeeded".equals(pod.getStatus().getPhase()))
                .map(pod -> pod.getMetadata().getLabels().get(Mpaas.COMPONENT_LABEL) + " "
                        + pod.getMetadata().getUid())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Components with a pod that was there before. */
    private static List<String> kept(SortedSet<String> before, Stage stage) {
        return pods(stage).stream()
                .filter(before::contains)
                .map(pod -> pod.substring(0, pod.indexOf(' ')))
                .toList();
    }
}
