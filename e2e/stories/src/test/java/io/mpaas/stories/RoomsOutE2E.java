package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Observer;
import io.mpaas.planning.site.LeftBehind;
import io.mpaas.planning.value.Conditions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person says that rooms of several are Out: the rest goes on, what they are owed is known, and they are taken back in order. */
@ExtendWith(ClusterExtension.class)
@Alone
class RoomsOutE2E {
    private static final String RELEASE = """
            db: {type: StatefulSet, quorum: {}, replicas: {SameCityActiveActive: 3},
              storage: {data: {size: 1Gi, mountPath: /data}},
              provides: {port: 3306, secret: {generate: [root]}}, pod: POD}
            api: {type: Deployment, replicas: {SameCityActiveActive: 2}, dependsOn: {db: [startup, runtime]},
              provides: {port: 80}, pod: POD}
            """;
    private static final String INSTALLATION =
            "{release: RELEASE, tier: SameCityActiveActive, deletion: {data: Delete},"
                    + " sites: [{name: room-a}, {name: room-b}, {name: witness}]}";

    private static Rooms rooms;

    @BeforeAll
    static void twoRooms() {
        rooms = Rooms.start();
    }

    @AfterAll
    static void end() {
        rooms.close();
    }

    @AfterEach
    void theyAnswer() {
        rooms.a().cluster().resumeApiServer();
        rooms.b().cluster().resumeApiServer();
    }

    @Test
    void theOthersGoOnAndItIsBroughtUpToDateInOrder(LocalCluster witness, TestNamespace namespace) {
        SmallProduct product = installed(witness, namespace);
        assertThat(condition(product, Conditions.Type.AutoFailover)).startsWith("True EveryLossSurvived");
        rooms.b().cluster().pauseApiServer();
        product.kubectlMpaas("site", "out", "room-b", "--reason", "flooded");
        Stage.awaitAsserted(
                "it is said",
                () -> assertThat(condition(product, Conditions.Type.SitesReady))
                        .isEqualTo(
                                "False SiteOut Site room-b is Out (flooded): nothing is done there, and it counts for"
                                        + " nothing"));
        assertThat(condition(product, Conditions.Type.AutoFailover))
                .startsWith("False SiteOut while Site room-b is Out, the loss of hz/a takes the majority of db");

        String out = INSTALLATION.replace("{name: room-b}", "{name: room-b, state: Out, reason: flooded}");
        product.install(out.replace("sites:", "components: {api: {config: {C: d}}}, sites:"));
        Stage.await("its debt is known", () -> owes(product, "api") == ComponentSite.Owed.Update);
        product.stage().awaitReady("small");
        assertThat(owes(product, "db")).isNull();
        assertThat(product.kubectlMpaas("status").out()).contains("Site room-b is Out (flooded)");

        product.stage().state("small", RunState.Stopped);
        product.stage()
                .awaitInstallation("small", "Stopped", it -> Stage.status(it).phase() == InstallationPhase.Stopped);
        assertThat(owes(product, "api")).isEqualTo(ComponentSite.Owed.Stop);
        product.stage().state("small", RunState.Running);
        product.stage().awaitReady("small");

        rooms.b().cluster().resumeApiServer();
        List<String> before = contents(rooms.b().client(), namespace);
        assertThat(before).isNotEqualTo(contents(rooms.a().client(), namespace));
        try (Observer observer = rooms.observer(witness, namespace.name())) {
            long mark = observer.mark();
            product.kubectlMpaas("site", "in", "room-b", "--reason", "dry again");
            Stage.await(
                    "it runs what the others run",
                    () -> contents(rooms.b().client(), namespace)
                            .containsAll(contents(rooms.a().client(), namespace)));
            Stage.awaitAsserted(
                    "all its members serve",
                    () -> assertThat(product.says("db").ready()).isEqualTo("3/3"));
            product.stage().awaitReady("small");
            assertThat(observer.update(observer.graph(), mark).violations()).isEmpty();
        }
        assertThat(owes(product, "api")).isNull();
        end(product);
    }

    @Test
    void twoMayBeOutWhenItIsDeletedAndTheRestOfTheDataGoes(LocalCluster witness, TestNamespace namespace) {
        SmallProduct product = installed(witness, namespace);
        rooms.a().cluster().pauseApiServer();
        rooms.b().cluster().pauseApiServer();
        product.kubectlMpaas("site", "out", "room-a", "--reason", "flooded");
        product.delete(Installation.class, "small");
        Stage.awaitAsserted(
                "it waits for the other",
                () -> assertThat(condition(product, Conditions.Type.Ready))
                        .contains("Site room-b is Unknown", "nothing is stopped until it can be reached"));
        product.kubectlMpaas("site", "out", "room-b", "--reason", "flooded, too");
        product.stage().awaitNoComponents();
        Stage.await("the Installation is gone", () -> !product.stage().exists("small"));

        assertThat(LeftBehind.in(product.get(ConfigMap.class, LeftBehind.NAME)))
                .extracting(LeftBehind::site)
                .containsExactly("room-a", "room-b");
        assertThat(product.stage().all(PersistentVolumeClaim.class))
                .as("data in the room that was reached")
                .isEmpty();
        assertThat(product.stage().all(Secret.class))
                .as("passwords stay while data that knows them does")
                .anyMatch(secret -> secret.getMetadata().getName().equals("db-credentials"));
        theyAnswer();
        assertThat(rooms.a()
                        .client()
                        .persistentVolumeClaims()
                        .inNamespace(namespace.name())
                        .list()
                        .getItems())
                .hasSize(1);
    }

    private static SmallProduct installed(LocalCluster witness, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(witness, namespace).release(RELEASE);
        rooms.sited(witness.client(), namespace.name());
        product.install(INSTALLATION);
        product.stage().awaitReady("small");
        return product;
    }

    private static void end(SmallProduct product) {
        product.delete(Installation.class, "small");
        product.stage().awaitNoComponents();
    }

    private static List<String> contents(KubernetesClient room, TestNamespace namespace) {
        return room.pods().inNamespace(namespace.name()).withLabel(Mpaas.CONTENT_HASH_LABEL).list().getItems().stream()
                .map(Pod::getMetadata)
                .map(metadata -> metadata.getLabels().get(Mpaas.CONTENT_HASH_LABEL))
                .distinct()
                .sorted()
                .toList();
    }

    private static ComponentSite.@Nullable Owed owes(SmallProduct product, String component) {
        ComponentSite there = product.says(component).sites().get("room-b");
        return there == null ? null : there.owes();
    }

    private static String condition(SmallProduct product, Conditions.Type type) {
        InstallationStatus status = product.stage().status("small");
        return Conditions.find(status.conditions(), type)
                .map(found -> found.getStatus() + " " + found.getReason() + " " + found.getMessage())
                .orElse("");
    }
}
