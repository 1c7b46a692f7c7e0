package io.mpaas.planning.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;

/** A kind of Cluster API or of one of its providers, in the version that is written and read. */
public record ApiKind(String group, String version, String kind) {
    public static final ApiKind CLUSTER = new ApiKind("cluster.x-k8s.io", "v1beta2", "Cluster");
    static final ApiKind MACHINE_DEPLOYMENT = new ApiKind("cluster.x-k8s.io", "v1beta2", "MachineDeployment");
    static final ApiKind MACHINE_HEALTH_CHECK = new ApiKind("cluster.x-k8s.io", "v1beta2", "MachineHealthCheck");
    static final ApiKind CONTROL_PLANE = new ApiKind("controlplane.cluster.x-k8s.io", "v1beta2", "KubeadmControlPlane");
    static final ApiKind NODE_CONFIG = new ApiKind("bootstrap.cluster.x-k8s.io", "v1beta2", "KubeadmConfigTemplate");
    static final ApiKind RESOURCE_SET = new ApiKind("addons.cluster.x-k8s.io", "v1beta2", "ClusterResourceSet");
    static final ApiKind CONFIG_MAP = new ApiKind("", "v1", "ConfigMap");

    /** The kind that an object says it is of. */
    public static ApiKind of(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        int slash = apiVersion.indexOf('/');
        return new ApiKind(
                apiVersion.substring(0, Math.max(slash, 0)),
                apiVersion.substring(slash + 1),
                object.path("kind").asText());
    }

    /** As objects write it. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** A reference to an object of it in the same namespace, as Cluster API writes it. */
    Fields reference(String name) {
        return Fields.of("apiGroup", group).and("kind", kind).and("name", name);
    }
}
