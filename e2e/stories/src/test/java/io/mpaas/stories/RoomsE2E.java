package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentContent.Spread;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.observe.Pods;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One Installation over two rooms and a witness, each a cluster of its own; the operator runs in the witness. */
@ExtendWith(ClusterExtension.class)
@Alone
class RoomsE2E {
    private static final String RELEASE = """
            db: {type: StatefulSet, quorum: {}, replicas: {SameCityActiveActive: 3},
              storage: {data: {size: 1Gi, mountPath: /data}},
              provides: {port: 3306, secret: {generate: [root, app]}}, pod: POD}
            schema: {type: Job, dependsOn: {db: [startup]}, pod: POD}
            api: {type: Deployment, replicas: {SameCityActiveActive: 4}, dependsOn: {db: [startup, runtime], schema: [startup]},
              provides: {port: 80}, pod: POD}
            queue: {type: StatefulSet, replicas: {SameCityActiveActive: 2}, provides: {port: 9876}, pod: POD}
            web: {type: Deployment, replicas: {SameCityActiveActive: 2}, dependsOn: {api: [startup, runtime]}, pod: POD}
            """;
    private static final String INSTALLATION =
            "{release: RELEASE, tier: SameCityActiveActive, sites: [{name: room-a}, {name: room-b}, {name: witness}]}";

    private static FarCluster a;
    private static FarCluster b;

    @BeforeAll
    static void twoRooms() {
        a = FarCluster.start("room-a", "10.64.0.1/12");
        b = FarCluster.start("room-b", "10.80.0.1/12");
    }

    @AfterAll
    static void end() {
        a.close();
        b.close();
    }

    @Test
    void oneInstallationComesUpOverThreeClustersAndGoes(LocalCluster witness, TestNamespace namespace) {
        SmallProduct product = sited(witness, namespace);
        product.install(INSTALLATION);
        product.stage().awaitReady("small");

        assertThat(names(a.client(), namespace, Pod.class, "db")).containsExactly("db-0");
        assertThat(names(b.client(), namespace, Pod.class, "db")).containsExactly("db-30");
        assertThat(names(witness.client(), namespace, Pod.class, "db")).containsExactly("db-60");
        assertThat(names(a.client(), namespace, Pod.class, "queue")).containsExactly("queue-0");
        assertThat(names(b.client(), namespace, Pod.class, "queue")).containsExactly("queue-30");
        assertThat(names(a.client(), namespace, Job.class, "schema")).hasSize(1);
        assertThat(names(b.client(), namespace, Job.class, "schema")).isEmpty();
        for (FarCluster room : List.of(a, b)) {
            assertThat(names(room.client(), namespace, Pod.class, "api")).hasSize(2);
            assertThat(names(room.client(), namespace, Pod.class, "web")).hasSize(1);
        }
        assertThat(names(witness.client(), namespace, Deployment.class, "api")).isEmpty();

        Component db = product.stage().component("db");
        assertThat(Objects.requireNonNull(db.getSpec().content()).spread()).isEqualTo(Spread.Sites);
        assertThat(db.getStatus().ready()).isEqualTo("3/3");
        assertThat(db.getStatus().selector()).isNull();
        assertThat(db.getStatus().sites())
                .hasSize(3)
                .allSatisfy((_, site) -> assertThat(site.ready()).isEqualTo("1/1"));
        peersKnowEachOther(witness, namespace);
        assertThat(product.kubectlMpaas("place").out()).contains("AutoFailover True (EveryLossSurvived)");

        product.delete(Installation.class, "small");
        product.stage().awaitNoComponents();
        for (KubernetesClient room : List.of(a.client(), b.client(), witness.client())) {
            for (var kind :
                    List.of(Pod.class, Service.class, StatefulSet.class, Deployment.class, EndpointSlice.class)) {
                Stage.await(
                        "no " + kind.getSimpleName() + " is left",
                        () -> room.resources(kind).inNamespace(namespace.name()).list().getItems().stream()
                                .noneMatch(RoomsE2E::isOurs));
            }
            assertThat(room.resources(PersistentVolumeClaim.class)
                            .inNamespace(namespace.name())
                            .list()
                            .getItems())
                    .hasSize(1);
        }
    }

    @Test
    void anUpdateGoesFromSiteToSiteAndAStopIsOneStop(LocalCluster witness, TestNamespace namespace) {
        SmallProduct product = sited(witness, namespace);
        product.install(INSTALLATION);
        product.stage().awaitReady("small");
        List<String> queue = identities(namespace, "queue");
        product.install(INSTALLATION.replace("}]}", "}], components: {api: {config: {COLOUR: blue}}}}"));
        Stage.await(
                "room-b follows room-a",
                () -> Stream.of(a, b)
                        .allMatch(room -> pods(room.client(), namespace, "api").stream()
                                .allMatch(pod ->
                                        pod.getSpec().getContainers().getFirst().getEnvFrom() != null
                                                && !pod.getSpec()
                                                        .getContainers()
                                                        .getFirst()
                                                        .getEnvFrom()
                                                        .isEmpty())));
        product.stage().awaitReady("small");
        String last = pods(a.client(), namespace, "api").stream()
                .map(RoomsE2E::readySince)
                .max(String::compareTo)
                .orElseThrow();
        assertThat(pods(b.client(), namespace, "api"))
                .allSatisfy(pod ->
                        assertThat(pod.getMetadata().getCreationTimestamp()).isGreaterThanOrEqualTo(last));
        assertThat(identities(namespace, "queue")).isEqualTo(queue);

        product.stage().state("small", RunState.Stopped);
        Stage.await(
                "all is stopped in all of them",
                () -> Stream.of(a.client(), b.client(), witness.client())
                        .allMatch(room -> room.pods().inNamespace(namespace.name()).list().getItems().stream()
                                .filter(RoomsE2E::isOurs)
                                .allMatch(Pods::hasEnded)));
        product.stage().state("small", RunState.Running);
        product.stage().awaitReady("small");
        assertThat(names(b.client(), namespace, Pod.class, "db")).containsExactly("db-30");
    }

    @Test
    void aRoomThatFallsSilentIsUnknownAndTheRestServesOn(LocalCluster witness, TestNamespace namespace) {
        SmallProduct product = sited(witness, namespace);
        product.install(INSTALLATION);
        product.stage().awaitReady("small");
        List<String> pods = identities(namespace, "db");
        b.cluster().pauseApiServer();
        try {
            Stage.awaitAsserted(
                    "it is said",
                    () -> assertThat(unknown(product.says("db").sites().get("room-b")))
                            .startsWith("Site room-b is Unknown"));
            assertThat(verdict(product, "db")).isEqualTo(Verdict.True);
            assertThat(verdict(product, "api")).isEqualTo(Verdict.True);
            product.stage().state("small", RunState.Stopped);
            Stage.awaitAsserted(
                    "nothing is stopped",
                    () -> assertThat(product.says("web").message()).contains("Site room-b is Unknown"));
            assertThat(names(a.client(), namespace, Pod.class, "web")).hasSize(1);
            product.stage().state("small", RunState.Running);
        } finally {
            b.cluster().resumeApiServer();
        }
        product.stage().awaitReady("small");
        assertThat(identities(namespace, "db")).isEqualTo(pods);
    }

    private static @Nullable String unknown(@Nullable ComponentSite site) {
        return site == null ? null : site.unknown();
    }

    private static Verdict verdict(SmallProduct product, String component) {
        return Conditions.verdict(product.says(component).conditions(), Conditions.Type.Available);
    }

    /** Each site knows the members of the others by name, and where else to find what it has none of. */
    private static void peersKnowEachOther(LocalCluster witness, TestNamespace namespace) {
        assertThat(told(a.client(), namespace, "db-peers-room-b"))
                .extracting(Endpoint::getHostname)
                .containsExactly("db-30");
        assertThat(told(witness.client(), namespace, "db-peers-room-a"))
                .extracting(Endpoint::getHostname)
                .containsExactly("db-0");
        String address =
                pods(b.client(), namespace, "db").getFirst().getStatus().getPodIP();
        assertThat(address).startsWith("10.8");
        assertThat(told(a.client(), namespace, "db-peers-room-b").getFirst().getAddresses())
                .containsExactly(address);
        assertThat(told(a.client(), namespace, "db-room-b"))
                .as("it has its own")
                .isEmpty();
    }

    private static List<Endpoint> told(KubernetesClient room, TestNamespace namespace, String slice) {
        EndpointSlice live = room.resources(EndpointSlice.class)
                .inNamespace(namespace.name())
                .withName(slice)
                .get();
        return live == null || live.getEndpoints() == null ? List.of() : live.getEndpoints();
    }

    private static SmallProduct sited(LocalCluster witness, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(witness, namespace).release(RELEASE);
        new Rooms(a, b).sited(witness.client(), namespace.name());
        return product;
    }

    private static List<Pod> pods(KubernetesClient room, TestNamespace namespace, String component) {
        return room.pods()
                .inNamespace(namespace.name())
                .withLabel(Mpaas.COMPONENT_LABEL, component)
                .list()
                .getItems();
    }

    private static <R extends HasMetadata> List<String> names(
            KubernetesClient room, TestNamespace namespace, Class<R> kind, String component) {
        return room
                .resources(kind)
                .inNamespace(namespace.name())
                .withLabel(Mpaas.COMPONENT_LABEL, component)
                .list()
                .getItems()
                .stream()
                .map(object -> object.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static List<String> identities(TestNamespace namespace, String component) {
        return Stream.of(a, b)
                .flatMap(room -> pods(room.client(), namespace, component).stream())
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }

    private static String readySince(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .map(condition -> condition.getLastTransitionTime())
                .findFirst()
                .orElse("");
    }

    private static boolean isOurs(HasMetadata object) {
        return object.getMetadata().getLabels() != null
                && object.getMetadata().getLabels().containsKey(Mpaas.COMPONENT_LABEL);
    }
}
