package io.mpaas.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddOnsTest {
    @Test
    void aReadyPodThatWritesItsConfigurationBringsTheNetwork() {
        assertThat(AddOns.bringsNetwork(pod("agent", "agent", "/etc/cni/net.d", "True"), "n"))
                .isTrue();
        assertThat(AddOns.bringsNetwork(pod("agent", "agent", "/etc/cni/net.d", "True"), "another"))
                .isFalse();
        assertThat(AddOns.bringsNetwork(pod("agent", "agent", "/etc/cni/net.d", "False"), "n"))
                .isFalse();
        assertThat(AddOns.bringsNetwork(pod("kube-proxy", "kube-proxy", "/lib/modules", "True"), "n"))
                .isFalse();
    }

    @Test
    void aCloudControllerIsKnownByItsNameOrItsImage() {
        assertThat(AddOns.cloudController(List.of(pod("a", "x/openstack-cloud-controller-manager:v1", "/a", "True"))))
                .isTrue();
        assertThat(AddOns.cloudController(List.of(pod("cloud-controller-manager-x", "y", "/a", "True"))))
                .isTrue();
        assertThat(AddOns.cloudController(List.of(pod("cloud-controller-manager-x", "y", "/a", "False"))))
                .isFalse();
        assertThat(AddOns.cloudController(List.of(pod("a", "y", "/a", "True")))).isFalse();
    }

    private static Pod pod(String name, String image, String hostPath, String ready) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNodeName("n")
                .addNewContainer()
                .withImage(image)
                .endContainer()
                .addNewVolume()
                .withNewHostPath(hostPath, "")
                .endVolume()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .endStatus()
                .build();
    }
}
