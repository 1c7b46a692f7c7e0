package io.mpaas.lab;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.stream.Stream;

/**
 * When the add-ons of a cluster would do their work. Pure.
 *
 * <ul>
 *   <li>A node has a network as soon as a pod is Ready on it that mounts a host path below {@code /etc/cni}: that is where every CNI
 *       puts its configuration.
 *   <li>The cloud controller works as soon as a pod is Ready whose name or image contains {@code cloud-controller-manager}.
 * </ul>
 */
final class AddOns {
    static final String NETWORK = "mpaas.io/simulated-network";
    private static final String CNI = "/etc/cni";
    private static final String CLOUD_CONTROLLER = "cloud-controller-manager";
    private static final String REGION = "RegionOne";

    private AddOns() {}

    static boolean lacksNetwork(Node node) {
        return node.getMetadata().getAnnotations() == null
                || !node.getMetadata().getAnnotations().containsKey(NETWORK);
    }

    static boolean bringsNetwork(Pod pod, String node) {
        return ready(pod)
                && node.equals(pod.getSpec().getNodeName())
                && pod.getSpec().getVolumes().stream().anyMatch(AddOns::ofCni);
    }

    private static boolean ofCni(Volume volume) {
        return volume.getHostPath() != null && volume.getHostPath().getPath().startsWith(CNI);
    }

    static Node withNetwork(Node node) {
        return new NodeBuilder(node)
                .editMetadata()
                .addToAnnotations(NETWORK, "ready")
                .endMetadata()
                .build();
    }

    static boolean lacksCloud(Node node) {
        return node.getSpec().getTaints().stream()
                .anyMatch(taint -> taint.getKey().equals(GuestNode.CLOUD_TAINT));
    }

    static boolean cloudController(List<Pod> pods) {
        return pods.stream()
                .anyMatch(pod -> ready(pod) && names(pod).anyMatch(name -> name.contains(CLOUD_CONTROLLER)));
    }

    private static Stream<String> names(Pod pod) {
        return Stream.concat(
                Stream.of(pod.getMetadata().getName()),
                pod.getSpec().getContainers().stream().map(container -> container.getImage()));
    }

    /** What the cloud controller of OpenStack writes on a node. */
    static Node known(Node node, Server server) {
        NodeBuilder known = new NodeBuilder(node)
                .editMetadata()
                .addToLabels("topology.kubernetes.io/zone", server.zone())
                .addToLabels("topology.kubernetes.io/region", REGION)
                .addToLabels("node.kubernetes.io/instance-type", server.flavor().name())
                .endMetadata()
                .editSpec()
                .removeMatchingFromTaints(taint -> GuestNode.CLOUD_TAINT.equals(taint.getKey()))
                .endSpec();
        String id = node.getSpec().getProviderID();
        return id == null || id.isBlank()
                ? known.editSpec()
                        .withProviderID("openstack:///" + server.id())
                        .endSpec()
                        .build()
                : known.build();
    }

    private static boolean ready(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
