package io.mpaas.lab;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a kubelet with these arguments would register, and the static pods of a control plane. Pure. */
final class GuestNode {
    static final String CLOUD_TAINT = "node.cloudprovider.kubernetes.io/uninitialized";
    private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";
    private static final String SYSTEM = "kube-system";

    private GuestNode() {}

    static Node node(Server server, Kubeadm kubeadm) {
        Kubeadm.Registration registration = kubeadm.node();
        Map<String, Quantity> room = Map.of(
                "cpu", new Quantity(String.valueOf(server.flavor().cores())),
                "memory", new Quantity(server.flavor().megabytes() + "Mi"),
                "ephemeral-storage", new Quantity("40Gi"),
                "pods", new Quantity("110"));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(registration.name())
                .withLabels(labels(kubeadm))
                .endMetadata()
                .withNewSpec()
                .withProviderID(registration.kubelet().get("provider-id"))
                .withTaints(taints(kubeadm))
                .endSpec()
                .withNewStatus()
                .withAllocatable(room)
                .withCapacity(room)
                .addNewAddress(server.address(), "InternalIP")
                .addNewAddress(registration.name(), "Hostname")
                .withNewDaemonEndpoints()
                .withNewKubeletEndpoint(Commands.KUBELET)
                .endDaemonEndpoints()
                .withNewNodeInfo()
                .withArchitecture("amd64")
                .withBootID(server.id())
                .withContainerRuntimeVersion("simulated")
                .withKernelVersion("simulated")
                .withKubeProxyVersion("")
                .withKubeletVersion(server.kubeletVersion())
                .withMachineID(server.id())
                .withOperatingSystem("linux")
                .withOsImage(server.image())
                .withSystemUUID(server.id())
                .endNodeInfo()
                .endStatus()
                .build();
    }

    private static Map<String, String> labels(Kubeadm kubeadm) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("kubernetes.io/hostname", kubeadm.node().name());
        labels.put("kubernetes.io/os", "linux");
        labels.put("kubernetes.io/arch", "amd64");
        if (kubeadm.controlPlane()) {
            labels.put(CONTROL_PLANE, "");
            labels.put("node.kubernetes.io/exclude-from-external-load-balancers", "");
        }
        for (String label :
                kubeadm.node().kubelet().getOrDefault("node-labels", "").split(",")) {
            String[] parts = label.split("=", 2);
            if (!parts[0].isBlank()) {
                labels.put(parts[0], parts.length == 2 ? parts[1] : "");
            }
        }
        return labels;
    }

    private static List<Taint> taints(Kubeadm kubeadm) {
        List<Taint> usual = kubeadm.controlPlane() ? List.of(taint(CONTROL_PLANE)) : List.of();
        List<Taint> taints = new ArrayList<>(kubeadm.node().taints().orElse(usual));
        if ("external".equals(kubeadm.node().kubelet().get("cloud-provider"))) {
            taints.add(new TaintBuilder(taint(CLOUD_TAINT)).withValue("true").build());
        }
        return List.copyOf(taints);
    }

    private static Taint taint(String key) {
        return new TaintBuilder().withKey(key).withEffect("NoSchedule").build();
    }

    static List<Pod> staticPods(String node, String version, boolean ownEtcd) {
        Stream<String> components = Stream.of("kube-apiserver", "kube-controller-manager", "kube-scheduler");
        return Stream.concat(ownEtcd ? Stream.of("etcd") : Stream.empty(), components)
                .map(component -> staticPod(component, node, version))
                .toList();
    }

    /** As the kubelet mirrors it: it has no owner but the node, and nobody may evict it. */
    private static Pod staticPod(String component, String node, String version) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(component + "-" + node)
                .withNamespace(SYSTEM)
                .addToLabels("component", component)
                .addToLabels("tier", "control-plane")
                .addToAnnotations("kubernetes.io/config.mirror", component)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .withHostNetwork(true)
                .withPriorityClassName("system-node-critical")
                .addNewToleration()
                .withOperator("Exists")
                .endToleration()
                .addNewContainer()
                .withName(component)
                .withImage(component + ":" + version)
                .endContainer()
                .endSpec()
                .build();
    }
}
