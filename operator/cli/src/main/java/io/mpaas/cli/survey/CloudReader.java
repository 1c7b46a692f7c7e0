package io.mpaas.cli.survey;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.OpenStackSite;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cloud.CloudSurvey;
import io.mpaas.cloud.Hosts;
import io.mpaas.cloud.ProviderReader;
import io.mpaas.planning.cloud.CloudAccessReading;
import io.mpaas.planning.cloud.CloudKinds;
import io.mpaas.planning.cloud.CloudPlan;
import io.mpaas.planning.cloud.CloudSeen;
import io.mpaas.planning.infrastructure.ApiKind;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.preflight.Seen;
import io.mpaas.planning.value.Json;
import java.util.Objects;
import java.util.Optional;

/** Reads of a cloud what checks want to know of it: with the caller's own permissions in the cluster, from this machine. */
public final class CloudReader {
    /** Where the guide installs the operator. */
    private static final String USUAL = "mpaas-system";

    private final Cluster cluster;
    private final String hub;
    private final Optional<String> clouds;

    /**
     * For one cluster.
     *
     * @param hub namespace of the operator; empty = where it is found, or would be installed
     * @param clouds text of a clouds.yaml to be used in place of the Secret that a Site names
     */
    public CloudReader(Cluster cluster, Optional<String> hub, Optional<String> clouds) {
        this.cluster = cluster;
        this.hub = hub.orElseGet(() -> found(cluster));
        this.clouds = clouds;
    }

    private static String found(Cluster cluster) {
        return Answers.of(() -> new ClusterReader(cluster).operators())
                .known()
                .filter(all -> all.size() == 1)
                .map(all -> all.getFirst().namespace())
                .orElse(USUAL);
    }

    /** Everything that is asked about; what cannot be read is unknown, with the reason. */
    public Facts facts(Site site, Wanted wanted) {
        CloudPlan plan = plan(site);
        Reading<CloudAccessReading.Result> access = access(plan);
        Facts known = Facts.NONE
                .with(CloudSeen.PLAN, plan)
                .with(Seen.LOAD, Survey.load(cluster, wanted))
                .with(CloudSeen.PROVIDERS, Answers.of(() -> ProviderReader.of(cluster.client(), CloudKinds.of(site))))
                .with(CloudSeen.ACCESS, access);
        return access.known()
                .flatMap(CloudAccessReading.Result::access)
                .map(cloud -> CloudSurvey.of(cloud, plan, Hosts.ANY, known))
                .orElse(known);
    }

    /** The cluster that a Site with {@code openstack} asks for. */
    public CloudPlan plan(Site site) {
        OpenStackSite spec = Objects.requireNonNull(site.getSpec().openstack());
        String name = site.getMetadata().getName();
        CloudPlan plan = new CloudPlan(hub, cluster.namespace(), name, spec, false);
        return new CloudPlan(hub, cluster.namespace(), name, spec, isMade(plan, site));
    }

    /** Whoever may not read it is told by the Site whether it was reached at any time. */
    private boolean isMade(CloudPlan plan, Site site) {
        try {
            return cluster.client()
                            .genericKubernetesResources(ApiKind.CLUSTER.apiVersion(), ApiKind.CLUSTER.kind())
                            .inNamespace(hub)
                            .withName(plan.cluster())
                            .get()
                    != null;
        } catch (KubernetesClientException e) {
            return site.getStatus() != null && site.getStatus().identity() != null;
        }
    }

    /** How the cloud is entered. A file is the caller's own: it needs no label. */
    public Reading<CloudAccessReading.Result> access(CloudPlan plan) {
        String name = plan.spec().credentials().secret();
        return clouds.<Reading<CloudAccessReading.Result>>map(text -> new Reading.Known<>(file(plan, text)))
                .orElseGet(() -> Answers.of(() -> CloudAccessReading.of(
                        plan,
                        Optional.ofNullable(cluster.client()
                                        .secrets()
                                        .inNamespace(hub)
                                        .withName(name)
                                        .get())
                                .map((Secret secret) -> Json.tree(secret)),
                        this::yaml)));
    }

    private CloudAccessReading.Result file(CloudPlan plan, String text) {
        return CloudAccessReading.read(
                yaml(text).orElseGet(Json::object), plan.spec().credentials().cloud(), Optional.empty());
    }

    /** The words of a parser could tell what is secret. */
    private Optional<JsonNode> yaml(String text) {
        try {
            return Optional.of(cluster.client().getKubernetesSerialization().unmarshal("---\n" + text, JsonNode.class));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
