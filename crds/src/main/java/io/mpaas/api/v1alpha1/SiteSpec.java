package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a site is, and how its cluster is reached or made. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "[has(self.kubernetes), has(self.clusterAPI), has(self.openstack)].filter(one, one).size() == 1",
        message = "a site is exactly one cluster: set one of kubernetes, clusterAPI and openstack")
@ValidationRule(
        value = "has(self.kubernetes) == has(oldSelf.kubernetes) && has(self.clusterAPI) == has(oldSelf.clusterAPI)",
        message = "a Site stays the cluster that it is: make another Site, for data does not move by itself")
@ValidationRule(
        value = "has(self.openstack) == has(self.deletionPolicy)",
        message =
                "deletionPolicy is for a cluster that the operator makes, and must be written there: Delete takes its servers and"
                        + " disks away with the Site, Orphan leaves them")
public record SiteSpec(
        @JsonPropertyDescription("A Kubernetes cluster that exists.") @Nullable
        KubernetesSite kubernetes,

        @JsonProperty("clusterAPI")
        @JsonPropertyDescription("A cluster that Cluster API makes, or has made, by objects of somebody else.")
        @Nullable
        ClusterApiSite clusterApi,

        @JsonPropertyDescription("A cluster that the operator makes of servers in OpenStack.") @Nullable
        OpenStackSite openstack,

        @JsonPropertyDescription("What becomes of the cluster that the operator made when the Site is deleted.")
        @Nullable
        DeletionPolicy deletionPolicy,

        @Size(max = 63)
        @JsonPropertyDescription("City the site is in; rooms of one city are close to each other.")
        @Nullable
        String city,

        @Size(max = 63) @JsonPropertyDescription("Room of the city.") @Nullable
        String room,

        @JsonPropertyDescription(
                "True = it carries votes and nothing else of the product, so that two rooms survive the loss of one.")
        @Nullable
        Boolean witness,

        @JsonPropertyDescription("How its pods are reached from the other sites of an Installation.") @Nullable
        SiteNetwork network) {
    /** One that carries the product, of whose network nothing is known. */
    public SiteSpec(
            @Nullable KubernetesSite kubernetes,
            @Nullable ClusterApiSite clusterApi,
            @Nullable OpenStackSite openstack,
            @Nullable DeletionPolicy deletionPolicy,
            @Nullable String city,
            @Nullable String room) {
        this(kubernetes, clusterApi, openstack, deletionPolicy, city, room, null, null);
    }

    /** Whether it carries nothing but votes. */
    public boolean isWitness() {
        return Boolean.TRUE.equals(witness);
    }

    /** Whether it is the cluster that the operator runs in. */
    public boolean inOwnCluster() {
        return kubernetes != null && kubernetes.kubeconfigSecret() == null;
    }

    /** The kubeconfig that somebody wrote, if it is that. */
    public Optional<KubeconfigSecret> kubeconfigSecret() {
        return Optional.ofNullable(kubernetes).map(KubernetesSite::kubeconfigSecret);
    }
}
