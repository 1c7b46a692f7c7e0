package io.mpaas.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Loopback ports that were free a moment ago; another process may still snatch one, see {@link #snatched()}. */
record Ports(int etcd, int etcdPeer, int apiServer) {
    static Ports free() {
        try (ServerSocket a = bind(0);
                ServerSocket b = bind(0);
                ServerSocket c = bind(0)) {
            return new Ports(a.getLocalPort(), b.getLocalPort(), c.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether another process listens on one of them; ask only while none of our own programs runs. */
    boolean snatched() {
        return IntStream.of(etcd, etcdPeer, apiServer).anyMatch(port -> {
            try (ServerSocket _ = bind(port)) {
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        return socket;
    }
}
