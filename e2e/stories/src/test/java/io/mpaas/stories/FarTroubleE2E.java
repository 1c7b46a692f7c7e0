package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.PodEvidence;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.site.SiteRbac;
import io.mpaas.planning.value.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Trouble in a cluster elsewhere: said where people look, survived without harm. */
@ExtendWith(ClusterExtension.class)
@Alone
class FarTroubleE2E {
    private static final int ROTATIONS = Integer.getInteger("far.rotations", 100);
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");

    private static FarCluster far;

    @BeforeAll
    static void aSecondCluster() {
        far = FarCluster.start("far");
    }

    @AfterAll
    static void end() {
        far.close();
    }

    @Test
    void whyAPodFailsThereIsToldHereWithoutPasswords(LocalCluster cluster, TestNamespace namespace) {
        FarProduct there = FarProduct.installed(cluster, namespace, far);
        SmallProduct product = there.product();
        product.stage().awaitReady("small");
        String password = password(product);
        Pod pod = there.pod("db");
        said(pod, "Back-off restarting; login app:" + password + " was refused");
        crash(pod, "x".repeat(600) + " cannot log in as app with " + password);

        Stage.awaitAsserted("the evidence is here", () -> {
            List<PodEvidence> all = Stream.ofNullable(product.says("db").sites().get("there"))
                    .flatMap(site -> site.evidence().stream())
                    .toList();
            assertThat(all).hasSize(1);
            PodEvidence evidence = all.getFirst();
            assertThat(evidence.pod()).isEqualTo(pod.getMetadata().getName());
            assertThat(evidence.reason()).contains("CrashLoopBackOff", "ended with exit code 1");
            assertThat(evidence.lastEvent()).isEqualTo("Back-off restarting; login app:[left out] was refused");
            assertThat(evidence.terminationMessage()).hasSize(512).endsWith(" cannot log in as app with [left out]");
        });
        assertThat(product.kubectlMpaas("why", "db").out())
                .contains(
                        "pod " + pod.getMetadata().getName() + " in Site there: CrashLoopBackOff",
                        "login app:[left out] was refused",
                        "cannot log in as app with [left out]");
        far.client().resource(pod).delete();
        product.stage().awaitReady("small");
        assertThat(product.says("db").sites()).isEmpty();
        end(product);
    }

    @Test
    void aMinuteOfSilenceWritesNothingAndChangesNothing(LocalCluster cluster, TestNamespace namespace) {
        FarProduct there = FarProduct.installed(cluster, namespace, far);
        SmallProduct product = there.product();
        product.stage().awaitReady("small");
        product.stage().awaitQuiet();
        List<String> pods = there.identities();
        Instant paused = Instant.now();
        there.silent();
        Awaitility.await("a minute")
                .atMost(Duration.ofMinutes(2))
                .until(() -> Instant.now().isAfter(paused.plusSeconds(60)));
        far.cluster().resumeApiServer();

        product.stage().awaitReady("small");
        assertThat(there.writesThereSince(paused)).isEmpty();
        assertThat(there.identities()).isEqualTo(pods);
        assertThat(product.stage().allWritesSince(paused))
                .allMatch(write ->
                        write.subresource().equals("status") || write.resource().equals("events"));
        end(product);
    }

    @Test
    void whatSomebodyElseHasThereIsNeverTakenOver(LocalCluster cluster, TestNamespace namespace) {
        FarProduct there = FarProduct.sited(cluster, namespace, far);
        SmallProduct product = there.product();
        var others = new ObjectMetaBuilder().withNamespace(namespace.name());
        far.client()
                .resource(new ServiceBuilder()
                        .withMetadata(others.withName("api").build())
                        .withNewSpec()
                        .withExternalName("elsewhere.example")
                        .withType("ExternalName")
                        .endSpec()
                        .build())
                .create();
        far.client()
                .resource(new SecretBuilder()
                        .withMetadata(others.withName("db-credentials").build())
                        .withData(Map.of("root", "eA=="))
                        .build())
                .create();
        product.install("{release: RELEASE, tier: SingleNode, sites: [{name: there}]}");

        product.awaitSays(
                "db",
                "Failed",
                "Secret db-credentials exists already in the cluster of its Site and is not this installation's");
        far.client()
                .secrets()
                .inNamespace(namespace.name())
                .withName("db-credentials")
                .delete();
        product.awaitSays("api", "Failed", "Service api exists already and is not this installation's");
        assertThat(far.client()
                        .services()
                        .inNamespace(namespace.name())
                        .withName("api")
                        .get()
                        .getSpec()
                        .getType())
                .isEqualTo("ExternalName");
        far.client()
                .resources(Service.class)
                .inNamespace(namespace.name())
                .withName("api")
                .delete();
        product.stage().awaitReady("small");
        end(product);
    }

    @Test
    void inATerminatingNamespaceNothingIsMadeAndANewOneIsFilled(LocalCluster cluster, TestNamespace namespace) {
        FarProduct there = FarProduct.sited(cluster, namespace, far);
        SmallProduct product = there.product();
        Stage.await("the Site answers", () -> there.siteStatus().stage() == SiteStage.Reachable);
        var holder = far.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("holder")
                        .withNamespace(namespace.name())
                        .withFinalizers("stories.mpaas.io/hold")
                        .endMetadata()
                        .build());
        holder.create();
        far.client().namespaces().withName(namespace.name()).delete();
        product.install("{release: RELEASE, tier: SingleNode, sites: [{name: there}]}");
        Stage.awaitAsserted(
                "it is said",
                () -> assertThat(product.says("db").message()
                                + there.siteStatus().conditions())
                        .containsAnyOf("being terminated", "it answers 401", "it answers 403"));

        holder.edit(map -> {
            map.getMetadata().setFinalizers(List.of());
            return map;
        });
        Stage.await(
                "the namespace is gone",
                () -> far.client()
                                .resources(Namespace.class)
                                .withName(namespace.name())
                                .get()
                        == null);
        far.admit(namespace.name());
        FarCluster.give(cluster.client(), namespace.name(), namespace.name(), far.kubeconfig(namespace.name()));
        product.stage().awaitReady("small");
        end(product);
    }

    @Test
    void credentialsAreRotatedAHundredTimesUnderLoad(LocalCluster cluster, TestNamespace namespace)
            throws IOException, InterruptedException {
        FarProduct there = FarProduct.installed(cluster, namespace, far);
        SmallProduct product = there.product();
        product.stage().awaitReady("small");
        Instant begin = Instant.now();
        int early = 0;
        for (int i = 1; i <= ROTATIONS; i++) {
            FarCluster.give(
                    cluster.client(), namespace.name(), namespace.name(), far.freshKubeconfig(namespace.name()));
            product.install("{release: RELEASE, tier: SingleNode, sites: [{name: there}],"
                    + " components: {web: {config: {N: \"%d\"}}, api: {replicas: %d}}}".formatted(i, 1 + i % 3));
            Thread.sleep(1_000);
            if (i == ROTATIONS / 5) {
                early = Stage.threads();
            }
        }
        product.stage().awaitReady("small");
        Thread.sleep(15_000); // what was under way may end
        int late = Stage.threads();

        List<JsonNode> requests = requests(namespace.name(), begin);
        long used = requests.stream()
                .map(request -> request.at("/user/extra/authentication.kubernetes.io~1credential-id/0")
                        .asText())
                .distinct()
                .count();
        List<String> failed = requests.stream()
                .filter(request -> WRITES.contains(request.path("verb").asText()))
                .filter(request -> request.at("/responseStatus/code").asInt() >= 400)
                .filter(request -> request.at("/responseStatus/code").asInt() != 409)
                .map(JsonNode::toString)
                .toList();
        System.out.printf(
                "%d rotations, %d credentials used, %d requests, %d writes failed, threads %d after a fifth and %d at the end%n",
                ROTATIONS, used, requests.size(), failed.size(), early, late);
        assertThat(failed).isEmpty();
        assertThat(used).isGreaterThan(ROTATIONS / 2);
        assertThat(late).isLessThanOrEqualTo(early + 10);
        end(product);
    }

    private static List<JsonNode> requests(String namespace, Instant since) throws IOException {
        try (Stream<String> lines = Files.lines(far.cluster().auditLog())) {
            return lines.map(Json::parse)
                    .flatMap(Optional::stream)
                    .filter(event -> event.at("/user/username")
                            .asText()
                            .equals("system:serviceaccount:" + namespace + ":" + SiteRbac.ACCOUNT))
                    .filter(event -> Instant.parse(
                                    event.path("requestReceivedTimestamp").asText())
                            .isAfter(since))
                    .toList();
        }
    }

    /** As a kubelet tells it, all at once; from now on nobody else plays this pod. */
    private static void crash(Pod pod, String lastWords) {
        var there = far.client()
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName());
        there.edit(it -> {
            it.getMetadata().getAnnotations().put("mpaas.io/simulated-by", "this story");
            return it;
        });
        there.editStatus(it -> {
            it.getStatus().getConditions().stream()
                    .filter(condition -> condition.getType().endsWith("Ready"))
                    .forEach(condition -> condition.setStatus("False"));
            var container = it.getStatus().getContainerStatuses().getFirst();
            container.setReady(false);
            container.setState(new ContainerStateBuilder()
                    .withNewWaiting("back-off 40s restarting failed container", "CrashLoopBackOff")
                    .build());
            container.setLastState(new ContainerStateBuilder()
                    .withNewTerminated()
                    .withExitCode(1)
                    .withReason("Error")
                    .withMessage(lastWords)
                    .endTerminated()
                    .build());
            return it;
        });
    }

    private static String password(SmallProduct product) {
        Secret secret = product.get(Secret.class, "db-credentials");
        return new String(Base64.getDecoder().decode(secret.getData().get("app")), StandardCharsets.UTF_8);
    }

    /** What a kubelet would have said; simulated ones write no events. */
    private static void said(Pod pod, String message) {
        Event event = new EventBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName() + ".back-off")
                .withNamespace(pod.getMetadata().getNamespace())
                .endMetadata()
                .withType("Warning")
                .withReason("BackOff")
                .withMessage(message)
                .withLastTimestamp(Instant.now().toString())
                .withNewInvolvedObject()
                .withKind("Pod")
                .withApiVersion("v1")
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                .endInvolvedObject()
                .build();
        far.client().resource(event).create();
    }

    private static void end(SmallProduct product) {
        product.delete(Installation.class, "small");
        product.stage().awaitNoComponents();
    }
}
