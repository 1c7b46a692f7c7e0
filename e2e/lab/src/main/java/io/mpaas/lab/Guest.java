package io.mpaas.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server that runs: the processes that kubeadm and the kubelet of its image would start, on its own address.
 *
 * <p>What it wrote stays while the server is stopped, and goes when the server is deleted.
 */
final class Guest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CLUSTER = "cluster.yaml";
    private static final String JOINED = "joined";
    private static final String PKI = "etc/kubernetes/pki";

    private final Server server;
    private final Kubeadm kubeadm;
    private final Folder folder;
    private final Path programs;
    private final Certificates pki;
    private final List<Container> running = new ArrayList<>();

    Guest(Server server, Folder folder, Path programs) {
        CloudConfig config = CloudConfig.of(server);
        this.server = server;
        this.kubeadm = Kubeadm.of(server, config);
        this.folder = folder;
        this.programs = programs;
        this.pki = new Certificates(folder.path().resolve(PKI));
        config.files().forEach(folder::write);
    }

    Server server() {
        return server;
    }

    Kubeadm kubeadm() {
        return kubeadm;
    }

    /**
     * The configuration of its cluster, if it knows it without asking: from {@code kubeadm init}, or because it was a control plane of
     * it before it was off.
     */
    Optional<Kubeadm.ClusterConfiguration> configuration() {
        if (kubeadm instanceof Kubeadm.Init init) {
            return Optional.of(init.cluster());
        }
        return folder.has(CLUSTER)
                ? Optional.of(Kubeadm.ClusterConfiguration.of(folder.read(CLUSTER)))
                : Optional.empty();
    }

    /** Starts the first API server of a cluster: of a new one, or of one that was off as a whole. */
    void startFirst(Kubeadm.ClusterConfiguration cluster) throws InterruptedException {
        address("replace");
        certificates(cluster);
        if (cluster.ownEtcd()) {
            run("etcd", kubeadm instanceof Kubeadm.Init ? etcd().first() : etcd().next(server.address()));
        }
        apiServer(cluster);
    }

    GuestCluster found(Kubeadm.ClusterConfiguration configuration, Folder clusterFolder) throws IOException {
        GuestCluster cluster = new GuestCluster(configuration, pki, clusterFolder, programs);
        try {
            cluster.joined(server);
            cluster.start();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts what runs beside the kubelet in a cluster that serves. */
    void start(GuestCluster cluster) throws InterruptedException {
        if (kubeadm instanceof Kubeadm.Join join && !folder.has(JOINED) && !cluster.accepts(join.token())) {
            throw new IllegalStateException("its token is not accepted by " + join.endpoint());
        }
        address("replace");
        if (kubeadm.controlPlane()) {
            controlPlane(cluster);
        }
    }

    private void controlPlane(GuestCluster cluster) throws InterruptedException {
        certificates(cluster.configuration());
        if (cluster.configuration().ownEtcd()) {
            if (kubeadm instanceof Kubeadm.Init) {
                run("etcd", etcd().first());
            } else {
                String other = cluster.etcd();
                run("etcd", etcd().next(other));
                etcd().promote(other, this::keepAlive);
            }
        }
        apiServer(cluster.configuration());
    }

    /** The last step: the node. */
    void join(GuestCluster cluster) {
        if (kubeadm.controlPlane()) {
            cluster.joined(server);
            folder.write(CLUSTER, cluster.configuration().text());
        }
        kubelet(cluster);
        folder.write(JOINED, "");
    }

    private Etcd etcd() {
        return new Etcd(new Commands(programs, pki), folder, kubeadm.node().name(), server.address());
    }

    void keepAlive() {
        running.forEach(Container::keepAlive);
    }

    /** The server is off, or gone. */
    void stop() {
        List.copyOf(running).reversed().forEach(Container::close);
        running.clear();
        address("delete");
    }

    void forget() {
        folder.forget();
    }

    private void certificates(Kubeadm.ClusterConfiguration cluster) {
        String node = kubeadm.node().name();
        String endpoint = cluster.endpoint().substring(0, cluster.endpoint().lastIndexOf(':'));
        List<String> names = new ArrayList<>(List.of(
                "DNS:" + node,
                "DNS:localhost",
                "IP:127.0.0.1",
                "IP:" + server.address(),
                "DNS:kubernetes",
                "DNS:kubernetes.default",
                "DNS:kubernetes.default.svc",
                "DNS:kubernetes.default.svc.cluster.local"));
        names.add((endpoint.matches("[0-9.]+") ? "IP:" : "DNS:") + endpoint);
        pki.sign("apiserver", Certificates.AUTHORITY, "/CN=kube-apiserver", names);
        pki.sign("admin", Certificates.AUTHORITY, "/O=system:masters/CN=kubernetes-admin", List.of());
        if (cluster.ownEtcd()) {
            pki.sign("etcd/server", Certificates.ETCD_AUTHORITY, "/CN=" + node, names);
            pki.sign("apiserver-etcd-client", Certificates.ETCD_AUTHORITY, "/O=system:masters/CN=apiserver", List.of());
        }
    }

    private void apiServer(Kubeadm.ClusterConfiguration cluster) throws InterruptedException {
        Commands commands = new Commands(programs, pki);
        Container apiServer = run("kube-apiserver", commands.apiServer(server.address(), cluster));
        try {
            Await.success(PATIENCE, () -> {
                keepAlive();
                Shell.run(commands.apiServerReady(server.address()));
            });
        } catch (IllegalStateException e) {
            throw new IllegalStateException("its API server does not serve: " + apiServer.lastLines(), e);
        }
    }

    private void kubelet(GuestCluster cluster) {
        String node = kubeadm.node().name();
        cluster.commands()
                .pki()
                .sign(
                        "kubelet-" + node,
                        Certificates.AUTHORITY,
                        "/O=system:nodes/CN=system:node:" + node,
                        List.of("DNS:" + node, "IP:" + server.address()));
        Path forward = folder.write("port-forward.yaml", """
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: ClusterPortForward
                metadata: {name: etcd}
                spec:
                  selector: {}
                  forwards:
                  - {ports: [%1$d], target: {port: %1$d, address: "%2$s"}}
                """.formatted(Commands.ETCD, server.address()));
        List<Path> configuration =
                Stream.concat(folder.stages().stream(), Stream.of(forward)).toList();
        register(cluster);
        run(
                "kubelet",
                cluster.commands()
                        .kubelet(
                                node,
                                server.address(),
                                cluster.kubeconfig(),
                                PodRange.of(cluster.configuration().podSubnet(), server.address()),
                                configuration));
    }

    private void register(GuestCluster cluster) {
        String node = kubeadm.node().name();
        if (cluster.client().nodes().withName(node).get() == null) {
            cluster.client().resource(GuestNode.node(server, kubeadm)).create();
        }
        if (kubeadm.controlPlane()) {
            GuestNode.staticPods(
                            node,
                            server.kubeletVersion(),
                            cluster.configuration().ownEtcd())
                    .stream()
                    .filter(pod -> cluster.client().resource(pod).get() == null)
                    .forEach(pod -> cluster.client().resource(pod).create());
        }
    }

    private void address(String verb) {
        try {
            Shell.run(List.of("ip", "address", verb, server.address() + "/32", "dev", "lo"));
        } catch (IllegalStateException e) {
            if (verb.equals("replace")) {
                throw e;
            }
        }
    }

    private Container run(String name, List<String> command) {
        Container process = new Container(name, command, folder);
        running.add(process);
        return process;
    }
}
