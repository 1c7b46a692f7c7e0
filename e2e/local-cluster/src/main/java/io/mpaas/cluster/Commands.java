package io.mpaas.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of every program of one cluster; paths are relative to its work directory. */
record Commands(Programs programs, Ports ports, String pods) {
    Commands(Programs programs, Ports ports) {
        this(programs, ports, Options.DEFAULT.pods());
    }

    static final String TOKENS = "tokens.csv";
    static final String SIGNING_KEY = "service-account.key";
    static final String VERIFICATION_KEY = "service-account.pub";
    static final String AUDIT_POLICY = "audit-policy.yaml";
    static final String AUDIT_LOG = "audit.log";
    static final Path SERVER_CERTIFICATE = Path.of("certificates", "apiserver.crt");
    static final List<String> SIMULATION =
            List.of("simulated-nodes.yaml", "simulated-pods.yaml", "simulated-failures.yaml");

    List<String> etcd() {
        String client = "http://127.0.0.1:" + ports.etcd();
        String peer = "http://127.0.0.1:" + ports.etcdPeer();
        return command(
                Program.ETCD,
                "--data-dir=etcd",
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--unsafe-no-fsync",
                "--log-level=warn");
    }

    List<String> apiServer() {
        return command(
                Program.KUBE_APISERVER,
                "--etcd-servers=http://127.0.0.1:" + ports.etcd(),
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + ports.apiServer(),
                "--cert-dir=" + SERVER_CERTIFICATE.getParent(),
                "--service-account-key-file=" + VERIFICATION_KEY,
                "--service-account-signing-key-file=" + SIGNING_KEY,
                "--service-account-issuer=https://kubernetes.default.svc",
                "--token-auth-file=" + TOKENS,
                "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.96.0.0/16",
                "--audit-policy-file=" + AUDIT_POLICY,
                "--audit-log-path=" + AUDIT_LOG,
                "--audit-log-maxsize=10240");
    }

    List<String> controllerManager() {
        return command(
                Program.KUBE_CONTROLLER_MANAGER,
                "--kubeconfig=" + kubeconfig(Users.CONTROLLER_MANAGER),
                "--service-account-private-key-file=" + SIGNING_KEY,
                "--root-ca-file=" + SERVER_CERTIFICATE,
                "--use-service-account-credentials",
                "--enable-hostpath-provisioner",
                "--leader-elect=false",
                "--secure-port=0",
                "--kube-api-qps=500",
                "--kube-api-burst=1000",
                "--concurrent-deployment-syncs=20",
                "--concurrent-replicaset-syncs=20",
                "--concurrent-statefulset-syncs=20",
                "--concurrent-job-syncs=20",
                "--concurrent-namespace-syncs=20",
                "--concurrent-gc-syncs=50");
    }

    List<String> scheduler() {
        return command(
                Program.KUBE_SCHEDULER,
                "--kubeconfig=" + kubeconfig(Users.SCHEDULER),
                "--leader-elect=false",
                "--secure-port=0",
                "--kube-api-qps=500",
                "--kube-api-burst=1000");
    }

    List<String> kwok() {
        List<String> command = new ArrayList<>(command(
                Program.KWOK,
                "--kubeconfig=" + kubeconfig(Users.KWOK),
                "--manage-all-nodes=false",
                "--manage-nodes-with-annotation-selector=" + SimulatedNodes.ANNOTATION + "=" + SimulatedNodes.SIMULATED,
                "--node-lease-duration-seconds=40",
                "--cidr=" + pods));
        SIMULATION.forEach(file -> command.add("--config=" + file));
        return List.copyOf(command);
    }

    static Path kubeconfig(String user) {
        return Path.of("kubeconfig", user.replace(':', '-') + ".yaml");
    }

    private List<String> command(Program program, String... flags) {
        List<String> command = new ArrayList<>(List.of(programs.path(program).toString()));
        command.addAll(List.of(flags));
        return List.copyOf(command);
    }
}
