package io.mpaas.lab;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What the guests of one cluster share: the endpoint before their API servers, one kube-controller-manager, one kube-scheduler, and the
 * work of the add-ons. It begins with the first control plane and ends with the last.
 *
 * <p>Real clusters have a controller manager and a scheduler in every control plane, of which one works. Here only that one runs.
 */
final class GuestCluster implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Kubeadm.ClusterConfiguration configuration;
    private final Folder folder;
    private final Commands commands;
    private final Path kubeconfig;
    private final Balancer balancer;
    private final KubernetesClient client;
    private final Map<String, Server> controlPlanes = new TreeMap<>();
    private final Map<String, Server> nodes = new ConcurrentHashMap<>();
    private final Thread addOns;
    private final Thread health;
    private final List<Container> running = new ArrayList<>();
    private volatile boolean closed;

    /**
     * Opens the endpoint.
     *
     * @param pki of the first control plane: the certificates that the cluster uses from now on
     */
    GuestCluster(Kubeadm.ClusterConfiguration configuration, Certificates pki, Folder folder, Path programs)
            throws IOException {
        this.configuration = configuration;
        this.folder = folder;
        Certificates own = new Certificates(folder.path().resolve("pki"));
        Files.createDirectories(folder.path());
        folder.forget(); // of a cluster with the same endpoint, if the simulator was killed
        Files.createDirectories(folder.path());
        Shell.run(
                List.of("cp", "-r", "-T", pki.folder().toString(), own.folder().toString()));
        commands = new Commands(programs, own);
        kubeconfig = own.kubeconfig("admin", configuration.endpoint());
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
        balancer = new Balancer(open(configuration.endpoint()));
        addOns = Thread.ofVirtual().name("add-ons").unstarted(() -> repeat(this::serve));
        health = Thread.ofVirtual().name("health").unstarted(() -> repeat(this::check));
    }

    /** Starts what needs an API server behind the endpoint. */
    void start() {
        run("kube-controller-manager", commands.controllerManager(user("controller-manager"), configuration));
        run("kube-scheduler", commands.scheduler(user("scheduler")));
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("kubeadm-config")
                        .withNamespace("kube-system")
                        .endMetadata()
                        .addToData("ClusterConfiguration", configuration.text())
                        .build())
                .serverSideApply();
        addOns.start();
        health.start();
    }

    KubernetesClient client() {
        return client;
    }

    Commands commands() {
        return commands;
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    Kubeadm.ClusterConfiguration configuration() {
        return configuration;
    }

    /** The address of a control plane that is there already. */
    synchronized String etcd() {
        return controlPlanes.values().iterator().next().address();
    }

    /** Whether the token of a guest that joins is good for anything. */
    boolean accepts(String token) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setClientCertFile(null);
        config.setClientKeyFile(null);
        config.setOauthToken(token);
        try (KubernetesClient stranger =
                new KubernetesClientBuilder().withConfig(config).build()) {
            return stranger.getKubernetesVersion() != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    synchronized void joined(Server controlPlane) {
        controlPlanes.put(controlPlane.id(), controlPlane);
        balancer.in(apiServer(controlPlane));
    }

    /** True if it was the last one. */
    synchronized boolean left(Server controlPlane) {
        balancer.out(apiServer(controlPlane));
        controlPlanes.remove(controlPlane.id());
        return controlPlanes.isEmpty();
    }

    /** From now on, the add-ons look after this node, too. */
    void know(String node, Server server) {
        nodes.put(node, server);
    }

    private void repeat(Runnable action) {
        while (!closed) {
            try {
                action.run();
            } catch (RuntimeException e) {
                // The API server is away, or an object changed at the same time: the next round is soon.
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** As a load balancer checks it: an API server that is not ready gets nothing more. */
    private void check() {
        for (Server controlPlane : controlPlanes()) {
            try {
                Shell.run(commands.apiServerReady(controlPlane.address()));
                stays(controlPlane);
            } catch (IllegalStateException e) {
                balancer.out(apiServer(controlPlane));
            }
        }
    }

    private synchronized void stays(Server controlPlane) {
        if (controlPlanes.containsKey(controlPlane.id())) {
            balancer.in(apiServer(controlPlane));
        }
    }

    private synchronized List<Server> controlPlanes() {
        return List.copyOf(controlPlanes.values());
    }

    /** Does what the add-ons that are installed would do now. */
    private void serve() {
        running.forEach(Container::keepAlive);
        new Storage(client).serve();
        List<Node> waiting = client.nodes().list().getItems().stream()
                .filter(node -> AddOns.lacksNetwork(node) || AddOns.lacksCloud(node))
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        List<Pod> pods = client.pods().inAnyNamespace().list().getItems();
        boolean cloud = AddOns.cloudController(pods);
        for (Node node : waiting) {
            String name = node.getMetadata().getName();
            Server server = nodes.get(name);
            if (server != null && cloud && AddOns.lacksCloud(node)) {
                client.nodes().withName(name).edit(fresh -> AddOns.known(fresh, server));
            }
            if (AddOns.lacksNetwork(node) && pods.stream().anyMatch(pod -> AddOns.bringsNetwork(pod, name))) {
                client.nodes().withName(name).edit(AddOns::withNetwork);
            }
        }
    }

    private Path user(String name) {
        commands.pki().sign(name, Certificates.AUTHORITY, "/CN=system:kube-" + name, List.of());
        return commands.pki().kubeconfig(name, configuration.endpoint());
    }

    private void run(String name, List<String> command) {
        running.add(new Container(name, command, folder));
    }

    /** An endpoint that is no loopback address, such as a floating one, is put on the loopback interface. */
    private static InetSocketAddress open(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        String host = endpoint.substring(0, colon);
        if (!host.startsWith("127.")) {
            Shell.run(List.of("ip", "address", "replace", host + "/32", "dev", "lo"));
        }
        return new InetSocketAddress(host, Integer.parseInt(endpoint.substring(colon + 1)));
    }

    private static InetSocketAddress apiServer(Server server) {
        return new InetSocketAddress(server.address(), Commands.API_SERVER);
    }

    @Override
    public void close() {
        closed = true;
        client.close();
        running.reversed().forEach(Container::close);
        balancer.close();
        folder.forget();
    }
}
