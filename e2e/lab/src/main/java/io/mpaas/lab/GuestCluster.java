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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the guests of one cluster share: the endpoint before their API servers, one kube-controller-manager, one kube-scheduler, and the
 * work of the add-ons. It begins with the first control plane and ends with the last.
 *
 * <p>Real clusters have a controller manager and a scheduler in every control plane, of which one works. Here only that one runs.
 */
final class GuestCluster implements AutoCloseable {
    private final Kubeadm.ClusterConfiguration configuration;
    private final Folder folder;
    private final Commands commands;
    private final Path kubeconfig;
    private final Balancer balancer;
    private final KubernetesClient client;
    private final Map<String, Server> controlPlanes = new TreeMap<>();
    private final List<Container> running = new ArrayList<>();

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
        Shell.run(
                List.of("cp", "-r", "-T", pki.folder().toString(), own.folder().toString()));
        commands = new Commands(programs, own);
        kubeconfig = own.kubeconfig("admin", configuration.endpoint());
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
        balancer = new Balancer(open(configuration.endpoint()));
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
        balancer.add(apiServer(controlPlane));
    }

    /** True if it was the last one. */
    synchronized boolean left(Server controlPlane) {
        balancer.remove(apiServer(controlPlane));
        controlPlanes.remove(controlPlane.id());
        return controlPlanes.isEmpty();
    }

    /** Does what the add-ons that are installed would do now. {@code servers}: by the name of their node. */
    void serve(Map<String, Server> servers) {
        running.forEach(Container::keepAlive);
        new Storage(client).serve();
        List<Node> nodes = client.nodes().list().getItems();
        List<Node> waiting = nodes.stream()
                .filter(node -> AddOns.lacksNetwork(node) || AddOns.lacksCloud(node))
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        List<Pod> pods = client.pods().inAnyNamespace().list().getItems();
        boolean cloud = AddOns.cloudController(pods);
        for (Node node : waiting) {
            String name = node.getMetadata().getName();
            Server server = servers.get(name);
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
        client.close();
        running.reversed().forEach(Container::close);
        balancer.close();
        folder.forget();
    }
}
