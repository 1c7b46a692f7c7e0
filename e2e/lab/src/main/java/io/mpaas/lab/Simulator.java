package io.mpaas.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/**
 * Makes what runs the same as what Nova says.
 *
 * <pre>
 *   ACTIVE, never seen   boots: kubeadm init, or kubeadm join     ACTIVE, was stopped   starts again with what it wrote
 *   not ACTIVE           its processes end                        gone                  the same, and its files go
 * </pre>
 *
 * One pass after the other; servers boot side by side. What fails is tried again in the next pass, and said once.
 */
final class Simulator {
    private final Nova nova = new Nova();
    private final Path programs;
    private final Path folder;
    private final Map<String, Guest> guests = new ConcurrentSkipListMap<>();
    private final Set<String> booting = new ConcurrentSkipListSet<>();
    private final Set<String> running = new ConcurrentSkipListSet<>();
    private final Map<String, GuestCluster> clusters = new ConcurrentSkipListMap<>();
    private final Map<String, String> said = new ConcurrentSkipListMap<>();

    Simulator(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    void pass() throws InterruptedException {
        List<Server> servers;
        try {
            servers = nova.servers();
        } catch (IOException e) {
            say("Nova", "cannot be asked: " + e.getMessage());
            return;
        }
        said.remove("Nova");
        Map<String, Server> active =
                servers.stream().filter(Server::active).collect(Collectors.toMap(Server::id, server -> server));
        Set<String> known = servers.stream().map(Server::id).collect(Collectors.toSet());
        for (Guest guest : List.copyOf(guests.values())) {
            if (!booting.contains(guest.server().id())) {
                guest.keepAlive();
                attempt(guest.server(), () -> end(guest, active.keySet(), known));
            }
        }
        for (Server server : servers) {
            if (server.active() && !running.contains(server.id()) && booting.add(server.id())) {
                Thread.ofVirtual().name(server.name()).start(() -> {
                    attempt(server, () -> boot(server));
                    booting.remove(server.id());
                });
            }
        }
    }

    private void end(Guest guest, Set<String> active, Set<String> known) {
        Server server = guest.server();
        if (running.contains(server.id()) && !active.contains(server.id())) {
            running.remove(server.id());
            leave(guest);
            guest.stop();
            say(server.name(), "is off");
        }
        if (!known.contains(server.id())) {
            guests.remove(server.id());
            guest.forget();
            say(server.name(), "is gone");
        }
    }

    private void leave(Guest guest) {
        GuestCluster cluster = clusters.get(guest.kubeadm().endpoint());
        if (cluster != null && guest.kubeadm().controlPlane() && cluster.left(guest.server())) {
            clusters.remove(guest.kubeadm().endpoint());
            cluster.close();
            say(guest.kubeadm().endpoint(), "has no control plane any more");
        }
    }

    private void boot(Server server) throws IOException, InterruptedException {
        Guest before = guests.get(server.id());
        Guest guest = before != null ? before : new Guest(server, new Folder(folder.resolve(server.name())), programs);
        guests.put(server.id(), guest);
        String endpoint = guest.kubeadm().endpoint();
        GuestCluster cluster = clusters.get(endpoint);
        Optional<Kubeadm.ClusterConfiguration> configuration = guest.configuration();
        try {
            if (cluster != null) {
                guest.start(cluster);
            } else if (configuration.isPresent()) {
                guest.startFirst(configuration.get());
                cluster = founded(endpoint, guest, configuration.get());
            } else {
                say(server.name(), "waits for a control plane at " + endpoint);
                return;
            }
            guest.join(cluster);
        } catch (RuntimeException | IOException e) {
            guest.stop();
            throw e;
        }
        cluster.know(guest.kubeadm().node().name(), server);
        running.add(server.id());
        say(
                server.name(),
                "runs in " + server.zone() + " at " + server.address() + ": "
                        + (guest.kubeadm() instanceof Kubeadm.Init ? "kubeadm init" : "kubeadm join") + ", "
                        + (guest.kubeadm().controlPlane() ? "control plane" : "worker") + ", node "
                        + guest.kubeadm().node().name());
    }

    /** Of several control planes that start at the same time, one founds the cluster. */
    private synchronized GuestCluster founded(String endpoint, Guest guest, Kubeadm.ClusterConfiguration configuration)
            throws IOException {
        GuestCluster there = clusters.get(endpoint);
        if (there != null) {
            return there;
        }
        GuestCluster cluster =
                guest.found(configuration, new Folder(folder.resolve("endpoint-" + endpoint.replace(':', '-'))));
        clusters.put(endpoint, cluster);
        return cluster;
    }

    private void attempt(Server server, Action action) {
        try {
            action.run();
        } catch (IOException | RuntimeException e) {
            say(server.name(), "failed: " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String subject, String what) {
        if (!what.equals(said.put(subject, what))) {
            System.out.println(
                    LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + subject + " " + what);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure + (cause == null ? "" : ", because of " + reason(cause));
    }

    private interface Action {
        void run() throws IOException, InterruptedException;
    }
}
