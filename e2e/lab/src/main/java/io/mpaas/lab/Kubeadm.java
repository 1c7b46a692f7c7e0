package io.mpaas.lab;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What kubeadm is told to do in a server. */
sealed interface Kubeadm {
    Registration node();

    boolean controlPlane();

    /** {@code host:port} that the API server has for everybody. */
    String endpoint();

    /** {@code kubeadm init}: the first control plane of a cluster. */
    record Init(Registration node, ClusterConfiguration cluster) implements Kubeadm {
        @Override
        public boolean controlPlane() {
            return true;
        }

        @Override
        public String endpoint() {
            return cluster.endpoint();
        }
    }

    /** {@code kubeadm join}: a worker, or another control plane. */
    record Join(Registration node, boolean controlPlane, String endpoint, String token) implements Kubeadm {}

    /**
     * How the kubelet registers its node.
     *
     * @param kubelet the {@code kubeletExtraArgs}: name to value
     * @param taints empty if the configuration says nothing of taints
     */
    record Registration(String name, Map<String, String> kubelet, Optional<List<Taint>> taints) {}

    /**
     * What all control planes of a cluster share.
     *
     * @param text as it goes into the ConfigMap {@code kubeadm-config}
     */
    record ClusterConfiguration(String text, JsonNode tree) {
        static ClusterConfiguration of(String text) {
            return new ClusterConfiguration(text, Serialization.unmarshal(text, JsonNode.class));
        }

        String endpoint() {
            return tree.path("controlPlaneEndpoint").asText();
        }

        String podSubnet() {
            return tree.path("networking")
                    .path("podSubnet")
                    .asText("10.244.0.0/16")
                    .split(",", 2)[0];
        }

        String serviceSubnet() {
            return tree.path("networking").path("serviceSubnet").asText("10.96.0.0/12");
        }

        boolean ownEtcd() {
            return tree.path("etcd").path("external").isMissingNode();
        }
    }

    /** Reads the files that cloud-init wrote; a server without kubeadm's is none of Kubernetes. */
    static Kubeadm of(Server server, CloudConfig config) {
        Map<String, JsonNode> parts = new TreeMap<>();
        config.files().forEach((path, content) -> {
            if (path.startsWith("/run/kubeadm/")) {
                for (String document : content.split("(?m)^---\\s*$")) {
                    if (!document.isBlank()) {
                        JsonNode tree = Serialization.unmarshal(document, JsonNode.class);
                        parts.put(tree.path("kind").asText(), tree);
                    }
                }
            }
        });
        JsonNode join = parts.get("JoinConfiguration");
        if (join != null) {
            JsonNode token = join.path("discovery").path("bootstrapToken");
            return new Join(
                    registration(join, server),
                    join.hasNonNull("controlPlane"),
                    token.path("apiServerEndpoint").asText(),
                    token.path("token").asText());
        }
        JsonNode init = parts.get("InitConfiguration");
        JsonNode cluster = parts.get("ClusterConfiguration");
        if (init == null || cluster == null) {
            throw new IllegalArgumentException("its user data has neither kubeadm init nor kubeadm join");
        }
        return new Init(registration(init, server), new ClusterConfiguration(Serialization.asYaml(cluster), cluster));
    }

    private static Registration registration(JsonNode configuration, Server server) {
        JsonNode registration = configuration.path("nodeRegistration");
        String name = registration.path("name").asText("");
        return new Registration(
                name.isBlank() ? server.name() : name,
                kubelet(registration),
                registration.path("taints").isArray()
                        ? Optional.of(Serialization.unmarshal(
                                registration.path("taints").toString(), new TaintList()))
                        : Optional.empty());
    }

    /** A type that survives erasure. */
    final class TaintList extends TypeReference<List<Taint>> {}

    /** kubeadm's own format, a list; quotes in a value are the shell's. */
    private static Map<String, String> kubelet(JsonNode registration) {
        Map<String, String> arguments = new TreeMap<>();
        for (JsonNode argument : registration.path("kubeletExtraArgs")) {
            arguments.put(
                    argument.path("name").asText(),
                    argument.path("value").asText().replaceAll("['\"]", ""));
        }
        return Map.copyOf(arguments);
    }
}
