package io.mpaas.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UserDataTest {
    @Test
    void initIsReadWithTheNamesOfItsServer() {
        Kubeadm.Init init = (Kubeadm.Init) Servers.kubeadm(Servers.INIT);

        assertThat(init.node().name()).isEqualTo("trial-1");
        assertThat(init.node().kubelet())
                .containsEntry("provider-id", "openstack:///1f2e")
                .containsEntry("cloud-provider", "external");
        assertThat(init.node().taints()).isEmpty();
        assertThat(init.endpoint()).isEqualTo("127.0.0.1:16443");
        assertThat(init.cluster().serviceSubnet()).isEqualTo("10.98.0.0/16");
        assertThat(init.cluster().ownEtcd()).isTrue();
    }

    @Test
    void joinIsReadWithItsTokenAndTaints() {
        Kubeadm.Join join = (Kubeadm.Join) Servers.kubeadm(Servers.JOIN);

        assertThat(join.controlPlane()).isFalse();
        assertThat(join.token()).isEqualTo("abcdef.0123456789abcdef");
        assertThat(join.endpoint()).isEqualTo("127.0.0.1:16443");
        assertThat(join.node().taints().orElseThrow())
                .extracting(taint -> taint.getKey())
                .containsExactly("node.cluster.x-k8s.io/uninitialized");
    }

    @Test
    void aControlPlaneJoinsWithItsAddress() {
        String userData =
                Servers.JOIN.replace("kind: JoinConfiguration", "kind: JoinConfiguration\n      controlPlane: {}");

        assertThat(Servers.kubeadm(userData).controlPlane()).isTrue();
    }

    @Test
    void packedUserDataIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Servers.INIT.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(CloudConfig.of(Servers.of(Base64.getEncoder().encodeToString(packed.toByteArray())))
                        .files())
                .containsEntry("/etc/kubernetes/pki/ca.crt", "a certificate\n");
    }

    @Test
    void userDataOfSomethingElseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Servers.kubeadm("#cloud-config\nwrite_files: []\n"))
                .withMessageContaining("neither kubeadm init nor kubeadm join");
    }
}
