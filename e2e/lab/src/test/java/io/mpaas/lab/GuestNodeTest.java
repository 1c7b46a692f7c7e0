package io.mpaas.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestNodeTest {
    @Test
    void aControlPlaneIsTaintedUntilItsCloudIsKnown() {
        Node node = node(Servers.INIT);

        assertThat(node.getSpec().getTaints())
                .extracting(Taint::getKey)
                .containsExactly("node-role.kubernetes.io/control-plane", GuestNode.CLOUD_TAINT);
        assertThat(node.getSpec().getProviderID()).isEqualTo("openstack:///1f2e");
        assertThat(node.getStatus().getNodeInfo().getKubeletVersion()).isEqualTo("v1.36.3");
        assertThat(node.getMetadata().getLabels()).doesNotContainKey("topology.kubernetes.io/zone");
    }

    @Test
    void theCloudControllerTellsItsZone() {
        Node node = AddOns.known(node(Servers.INIT), Servers.with(Servers.INIT));

        assertThat(AddOns.lacksCloud(node)).isFalse();
        assertThat(node.getMetadata().getLabels())
                .containsEntry("topology.kubernetes.io/zone", "az2")
                .containsEntry("node.kubernetes.io/instance-type", "mpaas.control");
        assertThat(node.getSpec().getProviderID()).isEqualTo("openstack:///1f2e");
    }

    @Test
    void aWorkerHasTheTaintsAndLabelsOfItsConfigurationOnly() {
        Node node = node(Servers.JOIN);

        assertThat(node.getSpec().getTaints())
                .extracting(Taint::getKey)
                .containsExactly("node.cluster.x-k8s.io/uninitialized");
        assertThat(node.getMetadata().getLabels())
                .containsEntry("pool", "apps")
                .containsEntry("empty", "")
                .doesNotContainKey("node-role.kubernetes.io/control-plane");
        assertThat(node.getStatus().getAllocatable().get("memory")).hasToString("8192Mi");
    }

    @Test
    void aControlPlaneWithoutOwnEtcdHasNoEtcdPod() {
        assertThat(GuestNode.staticPods("n", "v1.36.3", true)).hasSize(4);
        assertThat(GuestNode.staticPods("n", "v1.36.3", false))
                .extracting(pod -> pod.getMetadata().getName())
                .containsExactly("kube-apiserver-n", "kube-controller-manager-n", "kube-scheduler-n");
    }

    @ParameterizedTest
    @CsvSource({"10.244.0.0/16, 10.6.0.17, 10.244.17.1/24", "192.168.0.0/16, 10.6.0.254, 192.168.254.1/24"})
    void everyNodeHasItsOwnPodAddresses(String podSubnet, String address, String range) {
        assertThat(PodRange.of(podSubnet, address)).isEqualTo(range);
    }

    private static Node node(String userData) {
        return GuestNode.node(Servers.with(userData), Servers.kubeadm(userData));
    }
}
