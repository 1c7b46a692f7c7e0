package io.mpaas.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;

/**
 * A real Kubernetes control plane with simulated nodes, for tests, demos and benchmarks.
 *
 * <pre>{@code
 * try (LocalCluster cluster = LocalCluster.start()) {
 *     cluster.client().namespaces().list();
 * }
 * }</pre>
 *
 * It is ready in seconds (the first start of all builds the programs, which takes minutes), verifies TLS, enforces RBAC, has
 * a default StorageClass {@code standard} and any number of siblings. It ends with {@link #close()} or, at the latest, with
 * this JVM, and leaves nothing behind. How pods behave on its nodes is set with annotations, see {@code simulated-pods.yaml}.
 */
public final class LocalCluster implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final Options options;
    private final Programs programs;
    private final ControlPlane controlPlane;
    private final KubernetesClient client;

    private LocalCluster(Options options, Programs programs, ControlPlane controlPlane) {
        this.options = options;
        this.programs = programs;
        this.controlPlane = controlPlane;
        this.client = client(Users.ADMIN);
    }

    public static LocalCluster start() {
        return start(Options.DEFAULT);
    }

    /** Returns when the nodes are Ready and pods can be created; a {@link ClusterException} says why it could not. */
    public static LocalCluster start(Options options) {
        Programs programs = Programs.ready();
        for (int attempt = 1; ; attempt++) {
            ControlPlane controlPlane =
                    new ControlPlane(options.name(), new Commands(programs, Ports.free(), options.pods()));
            try {
                return start(options, programs, controlPlane);
            } catch (RuntimeException e) {
                boolean lostItsPorts = controlPlane.lostItsPorts();
                controlPlane.close();
                if (!lostItsPorts || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static LocalCluster start(Options options, Programs programs, ControlPlane controlPlane) {
        Deadline deadline = Deadline.in(options.patience());
        controlPlane.startStore(deadline);
        LocalCluster cluster = new LocalCluster(options, programs, controlPlane);
        cluster.awaitApiServer(deadline);
        controlPlane.start(Program.KUBE_CONTROLLER_MANAGER);
        controlPlane.start(Program.KUBE_SCHEDULER);
        controlPlane.start(Program.KWOK);
        Furniture furniture = new Furniture(cluster.client);
        furniture.watchVolumes(controlPlane.directory()::remember);
        furniture.bringIn(options.nodes());
        deadline.await(
                "the simulated nodes to be Ready", () -> controlPlane.allAlive() && furniture.inPlace(options.nodes()));
        return cluster;
    }

    public String name() {
        return options.name();
    }

    /** A client of the user {@code admin}; it closes with the cluster. */
    public KubernetesClient client() {
        return client;
    }

    /** A client of one user, see {@link #kubeconfig(String)}; the caller closes it. */
    public KubernetesClient client(String user) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfigText(user)))
                .build();
    }

    /** The kubeconfig file of the user {@code admin}; it goes with the cluster. */
    public Path kubeconfig() {
        return kubeconfig(Users.ADMIN);
    }

    /**
     * The kubeconfig file of {@code admin}, {@code observer} or {@code floor}, who may do everything, or of
     * {@code operator} or {@code alice}, who may do nothing until RBAC binds a role to their name.
     */
    public Path kubeconfig(String user) {
        controlPlane.kubeconfig(user);
        return controlPlane.directory().path().resolve(Commands.kubeconfig(user));
    }

    public String kubeconfigText() {
        return kubeconfigText(Users.ADMIN);
    }

    public String kubeconfigText(String user) {
        return controlPlane.kubeconfig(user);
    }

    /** Such as {@code https://127.0.0.1:40123}; the same for the whole life of the cluster. */
    public String server() {
        return controlPlane.server();
    }

    public Programs programs() {
        return programs;
    }

    /** Every finished write to the API, and what the user operator read, one JSON object (audit.k8s.io/v1 Event, level Metadata) per line, in order. */
    public Path auditLog() {
        return controlPlane.directory().resolve(Commands.AUDIT_LOG);
    }

    /** Where the logs of the programs are, as {@code <program>.log}. */
    public Path directory() {
        return controlPlane.directory().path();
    }

    /** A fault: the API server is killed, everything else stays. */
    public void stopApiServer() {
        controlPlane.stop(Program.KUBE_APISERVER);
    }

    /** Returns when the API server is ready again, on the same port and with the same data. */
    public void startApiServer() {
        controlPlane.start(Program.KUBE_APISERVER);
        awaitApiServer(Deadline.in(options.patience()));
    }

    /** A fault: the API server stands still, its connections stay open. */
    public void pauseApiServer() {
        controlPlane.signal(Program.KUBE_APISERVER, "STOP");
    }

    /** It goes on. */
    public void resumeApiServer() {
        controlPlane.signal(Program.KUBE_APISERVER, "CONT");
    }

    @Override
    public void close() {
        client.close();
        controlPlane.close();
    }

    private void awaitApiServer(Deadline deadline) {
        Config config = Config.fromKubeconfig(kubeconfigText());
        config.setRequestRetryBackoffLimit(0);
        try (KubernetesClient probe =
                new KubernetesClientBuilder().withConfig(config).build()) {
            deadline.await("kube-apiserver to be ready", () -> controlPlane.allAlive() && ready(probe));
        }
    }

    private static boolean ready(KubernetesClient probe) {
        try {
            return "ok".equals(probe.raw("/readyz"));
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
