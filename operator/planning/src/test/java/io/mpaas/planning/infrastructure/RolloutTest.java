package io.mpaas.planning.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.planning.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Servers are replaced in turn: control plane, then zone by zone. */
class RolloutTest {
    static final String SITE = """
            apiVersion: mpaas.io/v1alpha1
            kind: Site
            metadata: {name: a, namespace: mpaas}
            spec:
              openstack:
                credentials: {secret: cloud, cloud: customer}
                kubernetesVersion: v1.34.2
                image: node
                zones: [az1, az2]
                controlPlane: {flavor: m1}
                workers: {flavor: m1, replicas: 4}
                network: {external: public}
                endpoint: {type: LoadBalancer}
                addOns: [{kind: ConfigMap, name: calico}]
              deletionPolicy: Delete
            """;

    @Test
    void allIsWrittenAtFirstAndNothingTwice() {
        Rollout first = Rollout.of(rendered(SITE), new Seen(List.of(), false));
        assertThat(first.due()).hasSize(12);
        assertThat(first.waiting()).isEmpty();

        Rollout second = Rollout.of(rendered(SITE), live(SITE, _ -> {}));
        assertThat(second.due()).isEmpty();
        assertThat(second.waiting()).isEmpty();
    }

    @Test
    void aNewVersionGoesToTheControlPlaneFirst() {
        String newer = SITE.replace("v1.34.2", "v1.35.0");
        Rollout rollout = Rollout.of(rendered(newer), live(SITE, _ -> {}));
        assertThat(names(rollout)).containsExactly("KubeadmControlPlane/mpaas-a");
        assertThat(rollout.waiting()).containsExactly("mpaas-a-md-az1", "mpaas-a-md-az2");
    }

    @Test
    void zonesFollowOneAfterAnother() {
        String newer = SITE.replace("v1.34.2", "v1.35.0");
        List<JsonNode> halfway = new ArrayList<>(live(SITE, _ -> {}).objects());
        replace(halfway, live(newer, _ -> {}), "KubeadmControlPlane", "mpaas-a");
        assertThat(names(Rollout.of(rendered(newer), new Seen(halfway, true))))
                .containsExactly("MachineDeployment/mpaas-a-md-az1");

        replace(
                halfway,
                live(newer, node -> node.withObject("/status").put("upToDateReplicas", 1)),
                "MachineDeployment",
                "mpaas-a-md-az1");
        assertThat(Rollout.of(rendered(newer), new Seen(halfway, true)).due()).isEmpty();

        replace(halfway, live(newer, _ -> {}), "MachineDeployment", "mpaas-a-md-az1");
        assertThat(names(Rollout.of(rendered(newer), new Seen(halfway, true))))
                .containsExactly("MachineDeployment/mpaas-a-md-az2");
    }

    @Test
    void moreServersWaitForNobody() {
        Seen busy = live(SITE, node -> node.withObject("/status").put("readyReplicas", 0));
        Rollout rollout = Rollout.of(rendered(SITE.replace("replicas: 4", "replicas: 6")), busy);
        assertThat(names(rollout)).contains("MachineDeployment/mpaas-a-md-az1", "MachineDeployment/mpaas-a-md-az2");
        assertThat(rollout.waiting()).isEmpty();
    }

    @Test
    void whatSomebodyElseMadeIsDue() {
        ObjectNode foreign = Json.object();
        foreign.put("kind", "Cluster").putObject("metadata").put("name", "mpaas-a");
        assertThat(names(Rollout.of(rendered(SITE), new Seen(List.of(foreign), false))))
                .as("the writer looks whose it is")
                .contains("Cluster/mpaas-a");
    }

    private static List<String> names(Rollout rollout) {
        return rollout.due().stream()
                .map(object -> object.path("kind").asText() + "/"
                        + object.at("/metadata/name").asText())
                .toList();
    }

    private static List<ObjectNode> rendered(String site) {
        return Rendering.of(
                Infrastructures.of(Serialization.unmarshal(site, Site.class)).orElseThrow());
    }

    /** As it is when all of it is done. */
    private static Seen live(String site, Consumer<ObjectNode> but) {
        List<ObjectNode> all = new ArrayList<>();
        Rollout.of(rendered(site), new Seen(List.of(), false)).due().forEach(object -> {
            ObjectNode live = object.deepCopy();
            live.withObject("/metadata").put("generation", 2);
            int replicas = live.at("/spec/replicas").asInt();
            live.withObject("/status")
                    .put("observedGeneration", 2)
                    .put("replicas", replicas)
                    .put("upToDateReplicas", replicas)
                    .put("readyReplicas", replicas);
            but.accept(live);
            all.add(live);
        });
        return new Seen(List.copyOf(all), true);
    }

    private static void replace(List<JsonNode> objects, Seen with, String kind, String name) {
        objects.replaceAll(object -> object.path("kind").asText().equals(kind)
                        && object.at("/metadata/name").asText().equals(name)
                ? Rollout.find(with, object).orElseThrow()
                : object);
    }
}
