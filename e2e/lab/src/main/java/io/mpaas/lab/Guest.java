package io.mpaas.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.cluster.GuardedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server that runs: the processes that kubeadm and the kubelet of its image would start, on its own address.
 *
 * <p>What it wrote stays while the server is stopped, and goes when the server is deleted.
 */
final class Guest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String ETCD_DATA = "var/lib/etcd";
    private static final String PKI = "etc/kubernetes/pki";

    private final Server server;
    private final Kubeadm kubeadm;
    private final Folder folder;
    private final Path programs;
    private final Certificates pki;
    private final List<GuardedProcess> running = new ArrayList<>();

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

    /** {@code kubeadm init}. */
    GuestCluster init(Kubeadm.Init init, Folder clusterFolder) throws IOException, InterruptedException {
        address("replace");
        certificates(init.cluster());
        etcd(kubeadm.node().name() + "=" + Commands.peer(server.address()), false, init.cluster());
        apiServer(init.cluster());
        GuestCluster cluster = new GuestCluster(init.cluster(), pki, clusterFolder, programs);
        try {
            cluster.joined(server);
            cluster.start();
            kubelet(cluster);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** {@code kubeadm join}. */
    void join(Kubeadm.Join join, GuestCluster cluster) throws IOException, InterruptedException {
        if (!cluster.accepts(join.token())) {
            throw new IllegalStateException("its token is not accepted by " + join.endpoint());
        }
        address("replace");
        if (join.controlPlane()) {
            certificates(cluster.configuration());
            etcd(members(cluster), true, cluster.configuration());
            apiServer(cluster.configuration());
            cluster.joined(server);
        }
        kubelet(cluster);
    }

    /** After the server was stopped and started again. */
    void again(GuestCluster cluster) throws IOException, InterruptedException {
        address("replace");
        if (kubeadm.controlPlane()) {
            etcd("", true, cluster.configuration());
            apiServer(cluster.configuration());
            cluster.joined(server);
        }
        kubelet(cluster);
    }

    /** The server is off, or gone. */
    void stop() {
        List.copyOf(running).reversed().forEach(GuardedProcess::close);
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

    /** Every member of the cluster, with this one counted in, as {@code name=peer URL}. */
    private String members(GuestCluster cluster) {
        if (!cluster.configuration().ownEtcd() || folder.has(ETCD_DATA)) {
            return ""; // a member already
        }
        Commands commands = new Commands(programs, pki);
        JsonNode answer = Serialization.unmarshal(
                Shell.run(commands.addMember(cluster.etcd(), server.address())), JsonNode.class);
        return String.join(
                ",",
                answer.path("members")
                        .valueStream()
                        .map(member -> member.path("name").asText(kubeadm.node().name()) + "="
                                + member.path("peerURLs").path(0).asText())
                        .toList());
    }

    private void etcd(String members, boolean joins, Kubeadm.ClusterConfiguration cluster) {
        if (cluster.ownEtcd()) {
            run(
                    "etcd",
                    new Commands(programs, pki)
                            .etcd(
                                    kubeadm.node().name(),
                                    server.address(),
                                    folder.path().resolve(ETCD_DATA),
                                    members,
                                    joins));
        }
    }

    private void apiServer(Kubeadm.ClusterConfiguration cluster) throws InterruptedException {
        GuardedProcess apiServer =
                run("kube-apiserver", new Commands(programs, pki).apiServer(server.address(), cluster));
        List<String> probe = List.of(
                "curl",
                "--silent",
                "--fail",
                "--max-time",
                "5",
                "--cacert",
                pki.path("ca.crt").toString(),
                "--cert",
                pki.path("admin.crt").toString(),
                "--key",
                pki.path("admin.key").toString(),
                "https://" + server.address() + ":" + Commands.API_SERVER + "/readyz");
        Instant end = Instant.now().plus(PATIENCE);
        while (!succeeds(probe)) {
            if (!apiServer.alive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("its API server does not serve: " + apiServer.lastLines());
            }
            Thread.sleep(200);
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            Shell.run(command);
            return true;
        } catch (IllegalStateException e) {
            return false;
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

    private GuardedProcess run(String name, List<String> command) {
        GuardedProcess process = GuardedProcess.start(command, folder.path(), folder.log(name));
        running.add(process);
        return process;
    }
}
