package io.mpaas.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands for the load balancer before the API servers of a cluster: passes TCP on to the next one that is in. The connections of one that
 * goes out are closed, so that nobody waits for an answer of it.
 */
final class Balancer implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket door;
    private final List<InetSocketAddress> behind = new CopyOnWriteArrayList<>();
    private final Map<Socket, InetSocketAddress> connections = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    Balancer(InetSocketAddress address) throws IOException {
        door = new ServerSocket();
        door.bind(address);
        Thread.ofVirtual().name("balancer " + address).start(this::accept);
    }

    void in(InetSocketAddress server) {
        if (!behind.contains(server)) {
            behind.add(server);
        }
    }

    void out(InetSocketAddress server) {
        behind.remove(server);
        connections.forEach((connection, to) -> {
            if (to.equals(server)) {
                close(connection);
            }
        });
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a client that left before it came in.
            }
        }
    }

    private void serve(Socket client) {
        List<InetSocketAddress> servers = List.copyOf(behind);
        int first = Math.floorMod(turn.getAndIncrement(), Math.max(1, servers.size()));
        for (int i = 0; i < servers.size(); i++) {
            Socket server = new Socket();
            try {
                server.connect(servers.get((first + i) % servers.size()), CONNECT_MILLIS);
            } catch (IOException e) {
                close(server);
                continue;
            }
            connections.put(server, servers.get((first + i) % servers.size()));
            Thread.ofVirtual().start(() -> pump(server, client));
            pump(client, server);
            connections.remove(server);
            return;
        }
        close(client);
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone, and the other goes with it.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
