package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Something is down at night, and somebody who does not know the product asks why. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class WhyE2E {
    private static final String FAILURE = "mpaas.io/simulated-failure";

    private static final String PRODUCT = """
            db: {type: StatefulSet, replicas: {SingleNode: 1}, pod: POD}
            cache: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime], cache: [runtime]}, pod: POD}
            sync: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
            web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup, runtime]}, pod: POD}
            docs: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [optional]}, pod: POD}
            """;

    @Test
    void theDatabaseCannotComeBack_onlyItIsNamed_thenAnotherFailureBesideIt(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(PRODUCT).install("{release: RELEASE, tier: SingleNode}");
        Stage stage = product.stage();
        stage.awaitReady("small");
        KubectlMpaas well = why(stage);
        assertThat(well.exitCode()).as(well::text).isZero();
        assertThat(well.out()).contains("all 6 components serve");

        losesItsImage(product, "db");
        stage.awaitPhase("web", ComponentPhase.Degraded);
        stage.awaitPhase("sync", ComponentPhase.Degraded);
        product.awaitSays("db", "ImagePullBackOff");
        said(product, "db-0", "Failed to pull image \"r.example/x@sha256:01\": not found");

        KubectlMpaas first = why(stage);
        assertThat(first.exitCode()).as(first::text).isEqualTo(1);
        assertThat(first.out())
                .contains("4 of 6 components do not serve; 1 cause explains them")
                .contains("✗ db  Degraded for ")
                .contains("suffer     api, sync, web")
                .contains("Available is False, PodsCannotRun: pod db-0 ImagePullBackOff: Back-off pulling image"
                        + " \"r.example/x@sha256:01\": not found")
                .contains("pod db-0: Failed: Failed to pull image")
                .doesNotContain("✗ api", "✗ web", "✗ sync", "docs");
        assertThat(causes(stage)).isEqualTo(Map.of("db", List.of("api", "sync", "web")));
        assertThat(blockers(stage)).containsExactly("db 3");

        KubectlMpaas web = why(stage, "web");
        assertThat(web.out().lines().skip(2).limit(3))
                .as(web::text)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("web is Degraded: runtime dependency api is not Available"),
                        line -> assertThat(line).startsWith("└─ api is Degraded: runtime dependency db is not"),
                        line -> assertThat(line)
                                .startsWith("   └─ db is Degraded: pod db-0")
                                .endsWith("◀ cause"));
        assertThat(why(stage, "docs").exitCode()).isZero();

        fails(product, "cache", "crash");
        product.awaitSays("cache", "CrashLoopBackOff");
        losesItsImage(product, "sync");
        product.awaitSays("sync", "runtime dependency db is not Available; pod sync-", "ImagePullBackOff");

        assertThat(causes(stage))
                .isEqualTo(
                        Map.of("cache", List.of("api", "web"), "db", List.of("api", "sync", "web"), "sync", List.of()));
        KubectlMpaas second = why(stage);
        assertThat(second.out())
                .as(second::text)
                .contains("✗ cache", "main ended with exit code 1 (Error), restarted 3 times")
                .contains("✗ db", "✗ sync")
                .contains("5 of 6 components do not serve; 3 causes explain them");
        assertThat(second.out()).containsPattern("not read +logs: ");
        Stage.await("the status says the same", () -> blockers(stage).equals(List.of("db 3", "cache 2", "sync 0")));

        KubectlMpaas typo = why(stage, "snyc");
        assertThat(typo.exitCode()).isEqualTo(2);
        assertThat(typo.err()).isEqualTo("""
                        no component "snyc" in small; did you mean sync?
                        there is: api, cache, db, docs, sync, web
                        """);
    }

    @Test
    void whatTheCustomerBringsDoesNotAnswer(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db:
                  type: StatefulSet
                  replicas: {SingleNode: 1}
                  provides: {port: 3306}
                  external: {protocol: mysql}
                  pod: POD
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
                """).install("""
                release: RELEASE
                tier: SingleNode
                components: {db: {external: {host: 127.0.0.1, port: 1}}}
                """);
        Stage stage = product.stage();
        product.awaitSays("db", "does not answer");
        product.awaitSays("api", "waits for db");

        KubectlMpaas why = why(stage, "api");

        assertThat(why.exitCode()).isEqualTo(1);
        assertThat(why.out())
                .as(why::text)
                .contains("✗ db", "EndpointUnreachable: 127.0.0.1:1 does not answer; probed every few seconds")
                .contains("suffer     api");
    }

    private static KubectlMpaas why(Stage stage, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "why";
        System.arraycopy(words, 0, all, 1, words.length);
        return KubectlMpaas.call(stage.cluster(), stage.namespace(), all);
    }

    /** Each cause with its victims, of {@code -o json}. */
    private static Map<String, List<String>> causes(Stage stage) {
        JsonNode why = Serialization.unmarshal(why(stage, "-o", "json").out(), JsonNode.class);
        Map<String, List<String>> causes = new TreeMap<>();
        why.path("causes")
                .forEach(cause -> causes.put(
                        cause.path("component").asText(),
                        cause.path("victims")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList()));
        return causes;
    }

    private static List<String> blockers(Stage stage) {
        return stage.status("small").rootBlockers().stream().map(WhyE2E::text).toList();
    }

    private static String text(RootBlocker blocker) {
        return blocker.component() + " " + blocker.blocks();
    }

    /** The pods of a component are to begin anew, on nodes that do not have its image any more. */
    private static void losesItsImage(SmallProduct product, String component) {
        fails(product, component, "image");
        pods(product, component)
                .forEach(pod -> product.stage().editStatus(pod, there -> {
                    there.getStatus().setPhase("Pending");
                    return there;
                }));
    }

    private static void fails(SmallProduct product, String component, String failure) {
        pods(product, component)
                .forEach(pod -> product.ask(Pod.class, pod.getMetadata().getName(), FAILURE, failure));
    }

    private static List<Pod> pods(SmallProduct product, String component) {
        return product.stage().pods().stream()
                .filter(pod -> component.equals(pod.getMetadata().getLabels().get(Mpaas.COMPONENT_LABEL)))
                .toList();
    }

    /** What a kubelet would have said; simulated ones write no events. */
    private static void said(SmallProduct product, String pod, String message) {
        Event event = new EventBuilder()
                .withNewMetadata()
                .withName(pod + ".pull")
                .withNamespace(product.namespace())
                .endMetadata()
                .withType("Warning")
                .withReason("Failed")
                .withMessage(message)
                .withLastTimestamp(Instant.now().toString())
                .withNewInvolvedObject()
                .withKind("Pod")
                .withApiVersion("v1")
                .withName(pod)
                .withNamespace(product.namespace())
                .endInvolvedObject()
                .build();
        product.stage().client().resource(event).create();
    }
}
