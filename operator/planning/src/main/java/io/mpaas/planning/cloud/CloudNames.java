package io.mpaas.planning.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * How what belongs to a cluster is known in a cloud: by the tag that everything gets, and by the names that the provider gives where a tag
 * could not be set together with the thing.
 *
 * @param hub namespace of the Cluster object
 * @param cluster its name
 */
public record CloudNames(String hub, String cluster) {
    private static final String TAG = "mpaas:";
    /** Written on a volume by the driver of volumes, if its argument {@code --cluster} says the name of the cluster. */
    private static final String VOLUME_OF = "cinder.csi.openstack.org/cluster";

    /** Whether a thing has the tag of this cluster. */
    public boolean tagged(JsonNode thing) {
        for (JsonNode tag : thing.path("tags")) {
            if (tag.asText().equals(TAG + cluster)) {
                return true;
            }
        }
        return false;
    }

    private String full() {
        return hub + "-" + cluster;
    }

    /** Whether a network, subnet, router, load balancer or security group is called as the provider calls that of this cluster. */
    boolean named(JsonNode thing) {
        String group = "k8s-cluster-" + full() + "-secgroup-";
        String all = "k8s-clusterapi-cluster-" + full();
        return Set.of(all, all + "-kubeapi", group + "controlplane", group + "worker", group + "bastion")
                .contains(thing.path("name").asText());
    }

    /** Whether a floating address says so: it has no name. */
    boolean described(JsonNode address) {
        return address.path("description")
                .asText()
                .equals("Created by cluster-api-provider-openstack cluster " + full());
    }

    boolean volume(JsonNode volume) {
        return volume.path("metadata").path(VOLUME_OF).asText().equals(cluster);
    }
}
