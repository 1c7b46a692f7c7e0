package io.mpaas.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.planning.cloud.CloudAccess;
import io.mpaas.planning.cloud.CloudAccessReading;
import io.mpaas.planning.cloud.CloudChecks;
import io.mpaas.planning.cloud.CloudKinds;
import io.mpaas.planning.cloud.CloudPlan;
import io.mpaas.planning.cloud.CloudSeen;
import io.mpaas.planning.cloud.CloudSeen.Provided;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** A good cloud, a Site that is to be made in it, and providers beside the operator; faults change one thing of it. */
final class CloudScene implements AutoCloseable {
    final ScriptedOpenStack cloud;
    final List<Provided> providers;
    String clouds;
    Optional<String> authority = Optional.empty();
    boolean made;
    private String site = """
            apiVersion: mpaas.io/v1alpha1
            kind: Site
            metadata: {name: room-a, namespace: mpaas}
            spec:
              openstack:
                credentials: {secret: cloud, cloud: customer}
                kubernetesVersion: v1.34.2
                image: node
                zones: [az1, az2]
                controlPlane: {flavor: cp, replicas: 3}
                workers: {flavor: md, replicas: 6}
                network: {external: public}
                endpoint: {type: LoadBalancer}
                sshKey: ops
                addOns: [{kind: ConfigMap, name: calico}]
              deletionPolicy: Delete
            """;

    CloudScene() {
        this(ScriptedOpenStack.start());
    }

    CloudScene(ScriptedOpenStack cloud) {
        this.cloud = cloud;
        this.clouds = cloud.clouds();
        this.providers = new ArrayList<>(CloudKinds.of(site()).stream()
                .map(kind -> new Provided(kind, new TreeSet<>(List.of(kind.version()))))
                .toList());
    }

    private Site site() {
        return Serialization.unmarshal(site, Site.class);
    }

    /** The Site with other words. */
    void site(String words, String others) {
        site = site.replace(words, others);
    }

    ObjectNode flavor(String name) {
        return cloud.entry("/compute/v2.1/flavors/detail", "flavors", name);
    }

    ObjectNode compute(int number) {
        return (ObjectNode) cloud.list("/compute/v2.1/os-services", "services").get(number);
    }

    ObjectNode limits() {
        return (ObjectNode) cloud.at("/compute/v2.1/limits").at("/limits/absolute");
    }

    ObjectNode networkQuota(String name) {
        return (ObjectNode) cloud.at("/network/v2.0/quotas/p1/details.json").at("/quota/" + name);
    }

    Report report() {
        CloudPlan plan = new CloudPlan(
                "mpaas-system",
                "mpaas",
                "room-a",
                Objects.requireNonNull(site().getSpec().openstack()),
                made);
        CloudAccessReading.Result read =
                CloudAccessReading.read(Serialization.unmarshal(clouds, JsonNode.class), "customer", authority);
        Facts known = Facts.NONE
                .with(CloudSeen.PLAN, plan)
                .with(CloudSeen.PROVIDERS, List.copyOf(providers))
                .with(CloudSeen.ACCESS, read);
        Optional<CloudAccess> access = read.access();
        return CloudChecks.CHECKS.of(
                access.map(one -> CloudSurvey.of(one, plan, Hosts.ANY, known)).orElse(known), Map.of());
    }

    @Override
    public void close() {
        cloud.close();
    }
}
