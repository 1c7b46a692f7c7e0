package io.mpaas.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command lines of the programs in a guest.
 *
 * @param programs where they are
 * @param pki the certificates of the guest, or of its cluster
 */
record Commands(Path programs, Certificates pki) {
    static final int API_SERVER = 6443;
    static final int KUBELET = 10250;
    static final int ETCD = 2379;
    private static final int ETCD_PEER = 2380;

    /** @param members {@code name=peer URL} of every member, this one included */
    List<String> etcd(String name, String address, Path data, String members, boolean joins) {
        return List.of(
                program("etcd"),
                "--name=" + name,
                "--data-dir=" + data,
                "--listen-client-urls=https://" + address + ":" + ETCD,
                "--advertise-client-urls=https://" + address + ":" + ETCD,
                "--listen-peer-urls=" + peer(address),
                "--initial-advertise-peer-urls=" + peer(address),
                "--initial-cluster=" + members,
                "--initial-cluster-state=" + (joins ? "existing" : "new"),
                "--cert-file=" + pki.path("etcd/server.crt"),
                "--key-file=" + pki.path("etcd/server.key"),
                "--trusted-ca-file=" + pki.path("etcd/ca.crt"),
                "--client-cert-auth",
                "--peer-cert-file=" + pki.path("etcd/server.crt"),
                "--peer-key-file=" + pki.path("etcd/server.key"),
                "--peer-trusted-ca-file=" + pki.path("etcd/ca.crt"),
                "--peer-client-cert-auth",
                "--peer-skip-client-san-verification", // on one loopback interface, a peer does not come from its own
                // address
                "--unsafe-no-fsync",
                "--log-level=warn");
    }

    static String peer(String address) {
        return "https://" + address + ":" + ETCD_PEER;
    }

    /** Asks an etcd at {@code address} to {@code add} or {@code promote} a member. */
    List<String> etcdMember(String address, String verb, String body) {
        return List.of(
                "curl",
                "--silent",
                "--show-error",
                "--fail-with-body",
                "--max-time",
                "10",
                "--cacert",
                pki.path("etcd/ca.crt").toString(),
                "--cert",
                pki.path("etcd/server.crt").toString(),
                "--key",
                pki.path("etcd/server.key").toString(),
                "--data",
                body,
                "https://" + address + ":" + ETCD + "/v3/cluster/member/" + verb);
    }

    /** Whether the API server at {@code address} is ready. */
    List<String> apiServerReady(String address) {
        return List.of(
                "curl",
                "--silent",
                "--show-error",
                "--fail",
                "--max-time",
                "5",
                "--cacert",
                pki.path("ca.crt").toString(),
                "--cert",
                pki.path("admin.crt").toString(),
                "--key",
                pki.path("admin.key").toString(),
                "https://" + address + ":" + API_SERVER + "/readyz");
    }

    List<String> apiServer(String address, Kubeadm.ClusterConfiguration cluster) {
        String issuer = "https://kubernetes.default.svc."
                + cluster.tree().path("networking").path("dnsDomain").asText("cluster.local");
        return Stream.concat(
                        Stream.of(
                                program("kube-apiserver"),
                                "--bind-address=" + address,
                                "--advertise-address=" + address,
                                "--secure-port=" + API_SERVER,
                                "--tls-cert-file=" + pki.path("apiserver.crt"),
                                "--tls-private-key-file=" + pki.path("apiserver.key"),
                                "--client-ca-file=" + pki.path("ca.crt"),
                                "--kubelet-client-certificate=" + pki.path("admin.crt"),
                                "--kubelet-client-key=" + pki.path("admin.key"),
                                "--kubelet-preferred-address-types=InternalIP",
                                "--service-account-key-file=" + pki.path("sa.pub"),
                                "--service-account-signing-key-file=" + pki.path("sa.key"),
                                "--service-account-issuer=" + issuer,
                                "--service-cluster-ip-range=" + cluster.serviceSubnet(),
                                "--authorization-mode=Node,RBAC",
                                "--enable-admission-plugins=NodeRestriction",
                                "--enable-bootstrap-token-auth",
                                "--allow-privileged",
                                "--requestheader-client-ca-file=" + pki.path("front-proxy-ca.crt"),
                                "--requestheader-allowed-names=front-proxy-client",
                                "--requestheader-username-headers=X-Remote-User",
                                "--requestheader-group-headers=X-Remote-Group",
                                "--requestheader-extra-headers-prefix=X-Remote-Extra-"),
                        etcdOf(address, cluster))
                .toList();
    }

    /** With external etcd, the files that the user data brought are where kubeadm says. */
    private Stream<String> etcdOf(String address, Kubeadm.ClusterConfiguration cluster) {
        String servers = "https://" + address + ":" + ETCD;
        if (!cluster.ownEtcd()) {
            List<String> endpoints = cluster.tree()
                    .path("etcd")
                    .path("external")
                    .path("endpoints")
                    .valueStream()
                    .map(endpoint -> endpoint.asText())
                    .toList();
            servers = String.join(",", endpoints);
        }
        return Stream.of(
                "--etcd-servers=" + servers,
                "--etcd-cafile=" + pki.path("etcd/ca.crt"),
                "--etcd-certfile=" + pki.path("apiserver-etcd-client.crt"),
                "--etcd-keyfile=" + pki.path("apiserver-etcd-client.key"));
    }

    List<String> controllerManager(Path kubeconfig, Kubeadm.ClusterConfiguration cluster) {
        return List.of(
                program("kube-controller-manager"),
                "--kubeconfig=" + kubeconfig,
                "--service-account-private-key-file=" + pki.path("sa.key"),
                "--root-ca-file=" + pki.path("ca.crt"),
                "--cluster-signing-cert-file=" + pki.path("ca.crt"),
                "--cluster-signing-key-file=" + pki.path("ca.key"),
                "--cluster-name=" + cluster.tree().path("clusterName").asText("kubernetes"),
                "--controllers=*,bootstrap-signer-controller,token-cleaner-controller",
                "--use-service-account-credentials",
                "--leader-elect=false",
                "--secure-port=0",
                "--kube-api-qps=500",
                "--kube-api-burst=1000");
    }

    List<String> scheduler(Path kubeconfig) {
        return List.of(
                program("kube-scheduler"),
                "--kubeconfig=" + kubeconfig,
                "--leader-elect=false",
                "--secure-port=0",
                "--kube-api-qps=500",
                "--kube-api-burst=1000");
    }

    /** The kubelet: it keeps the node and its pods alive, and forwards ports. */
    List<String> kubelet(String node, String address, Path kubeconfig, String range, List<Path> configuration) {
        Stream<String> command = Stream.of(
                program("kwok"),
                "--kubeconfig=" + kubeconfig,
                "--manage-all-nodes=false",
                "--manage-single-node=" + node,
                "--node-lease-duration-seconds=40",
                "--cidr=" + range,
                "--server-address=" + address + ":" + KUBELET,
                "--tls-cert-file=" + pki.path("kubelet-" + node + ".crt"),
                "--tls-private-key-file=" + pki.path("kubelet-" + node + ".key"));
        return Stream.concat(command, configuration.stream().map(file -> "--config=" + file))
                .toList();
    }

    private String program(String name) {
        return programs.resolve(name).toString();
    }
}
