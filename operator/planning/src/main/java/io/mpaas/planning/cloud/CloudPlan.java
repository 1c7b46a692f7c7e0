package io.mpaas.planning.cloud;

import io.mpaas.api.v1alpha1.ApiEndpoint;
import io.mpaas.api.v1alpha1.OpenStackSite;
import io.mpaas.planning.infrastructure.Blueprint;

/**
 * The cluster that is to be made in a cloud.
 *
 * @param hub namespace of the operator, where its Cluster object is
 * @param made whether there is a Cluster object already: then the cloud may have what belongs to it
 */
public record CloudPlan(String hub, String namespace, String site, OpenStackSite spec, boolean made) {
    /** Name of the Cluster. */
    public String cluster() {
        return Blueprint.name(namespace, site);
    }

    /** How what belongs to it is known in the cloud. */
    public CloudNames names() {
        return new CloudNames(hub, cluster());
    }

    /** All that run, and one more while one is replaced. */
    int servers() {
        return spec.controlPlane().count() + spec.workers().replicas() + 1;
    }

    boolean hasBalancer() {
        return spec.endpoint().type() == ApiEndpoint.Type.LoadBalancer;
    }

    /** Addresses of the external network that the API server takes. */
    int floatingAddresses() {
        return spec.endpoint().type() == ApiEndpoint.Type.Given ? 0 : 1;
    }
}
