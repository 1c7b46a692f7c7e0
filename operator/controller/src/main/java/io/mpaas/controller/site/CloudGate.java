package io.mpaas.controller.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.OpenStackSite;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cloud.CloudSearch;
import io.mpaas.planning.cloud.CloudAccess;
import io.mpaas.planning.cloud.CloudAccessReading;
import io.mpaas.planning.cloud.CloudPlan;
import io.mpaas.planning.cloud.CloudThing;
import io.mpaas.planning.infrastructure.ClosingDown;
import io.mpaas.planning.site.Fitness;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The cloud of a Site before its cluster is made, and after it is gone. */
final class CloudGate {
    private final ClusterApi api;
    private final Kubeconfigs yaml;
    private final CloudLooks looks;

    CloudGate(ClusterApi api, Kubeconfigs yaml, CloudLooks looks) {
        this.api = api;
        this.yaml = yaml;
        this.looks = looks;
    }

    private CloudPlan plan(Site site, boolean made) {
        OpenStackSite spec = Objects.requireNonNull(site.getSpec().openstack());
        return new CloudPlan(
                api.namespace(),
                site.getMetadata().getNamespace(),
                site.getMetadata().getName(),
                spec,
                made);
    }

    /**
     * Whether the cloud is fit; empty while that is not known.
     *
     * @param made whether there is a Cluster: then what belongs to it is no leftover
     */
    Optional<Fitness> fitness(Site site, boolean made) {
        CloudPlan plan = plan(site, made);
        ClusterApi.Found secret = secret(site, plan);
        return secret.asked() ? looks.fitness(site, plan, read(plan, secret.secret())) : Optional.empty();
    }

    private ClusterApi.Found secret(Site site, CloudPlan plan) {
        return api.secret(
                ResourceID.fromResource(site), plan.spec().credentials().secret());
    }

    private CloudAccessReading.Result read(CloudPlan plan, Optional<JsonNode> secret) {
        return CloudAccessReading.of(plan, secret, yaml::yaml);
    }

    /** What the cloud still has of a cluster that is gone, or why that is not known; empty if it said that it has nothing. */
    Optional<ClosingDown> left(Site site) {
        CloudPlan plan = plan(site, false);
        ClusterApi.Found secret = secret(site, plan);
        if (!secret.asked()) {
            return Optional.of(ClosingDown.askingCloud());
        }
        Optional<CloudAccess> access = read(plan, secret.secret()).access();
        if (access.isEmpty()) {
            return Optional.of(ClosingDown.cloudSilent(
                    "Secret " + plan.spec().credentials().secret() + " of namespace " + api.namespace()
                            + " does not say how to enter it: bring it back",
                    plan.site()));
        }
        return looks.left(ResourceID.fromResource(site), plan, access.get())
                .map(left -> judged(left, plan.site()))
                .orElseGet(() -> Optional.of(ClosingDown.askingCloud()));
    }

    private static Optional<ClosingDown> judged(CloudLooks.Left left, String site) {
        List<String> things = things(left, false);
        return left.trouble()
                .map(words -> ClosingDown.cloudSilent(words, site))
                .or(() -> things.isEmpty() ? Optional.empty() : Optional.of(ClosingDown.cloudLeft(things, site)));
    }

    private static List<String> things(CloudLooks.Left left, boolean kept) {
        return left.found().map(CloudSearch.Found::holdings).stream()
                .flatMap(found -> (kept ? found.kept() : found.left()).stream())
                .map(CloudThing::text)
                .toList();
    }

    /** Volumes that stay in the cloud: said when the Site goes, for nobody says it later. */
    Optional<String> kept(Site site) {
        return looks.known(ResourceID.fromResource(site))
                .map(left -> things(left, true))
                .filter(volumes -> !volumes.isEmpty())
                .map(volumes -> "the cloud keeps " + String.join(", ", volumes));
    }

    /** Why the cloud cannot be entered while it should delete something, a sentence; empty if it can be, as far as is known. */
    Optional<String> away(Site site) {
        var _ = fitness(site, true);
        return looks.away(ResourceID.fromResource(site));
    }

    /** Nothing is to be known any more. */
    void forget(Site site) {
        looks.forget(ResourceID.fromResource(site));
    }
}
