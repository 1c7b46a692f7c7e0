package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void freePortsDifferAndAreNotSnatched() {
        Ports ports = Ports.free();

        assertThat(Set.of(ports.etcd(), ports.etcdPeer(), ports.apiServer())).hasSize(3);
        assertThat(ports.snatched()).isFalse();
    }

    @Test
    void noticesThatAnotherListens() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports free = Ports.free();

            assertThat(new Ports(free.etcd(), free.etcdPeer(), other.getLocalPort()).snatched())
                    .isTrue();
        }
    }
}
