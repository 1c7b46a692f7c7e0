package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A cluster in which all is well for a small product, whose image is in a real registry; and what is planted in it, until it ends. */
final class PreflightSite implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RELEASE = """
            apiVersion: mpaas.io/v1alpha1
            kind: Release
            metadata: {name: small}
            spec:
              version: "1.0"
              components:
                db: {type: StatefulSet, quorum: {}, replicas: {SameCityActiveActive: 3}, storage: {data: {size: 1Gi, mountPath: /d}}, pod: POD}
                log: {type: StatefulSet, replicas: {SameCityActiveActive: 1}, storage: {data: {size: 1Gi, mountPath: /d}}, pod: POD}
                api: {type: Deployment, replicas: {SameCityActiveActive: 2}, pod: POD}
                big: {type: Deployment, replicas: {SameCityActiveActive: 1}, pod: POD}
            """;
    private static final String POD =
            "{containers: [{name: main, image: \"registry.example/mpaas/mysql@DIGEST\", resources: {requests: {cpu: CPU}}}]}";
    private static final String INSTALLATION = """
            apiVersion: mpaas.io/v1alpha1
            kind: Installation
            metadata: {name: small}
            spec:
              release: small
              tier: SameCityActiveActive
              images: {registry: REGISTRY}
            """;

    final KubernetesClient client;
    final LocalCluster cluster;
    final TestNamespace namespace;
    private final Path folder;
    private final RealRegistry registry;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    String kubeconfig;
    private String release;
    private String installation;
    private final Map<String, String> components = new TreeMap<>();
    String inNamespace;
    String timeout = "60s";

    PreflightSite(KubernetesClient client, LocalCluster cluster, TestNamespace namespace, Path folder)
            throws IOException {
        this.client = client;
        this.cluster = cluster;
        this.namespace = namespace;
        this.folder = folder;
        this.inNamespace = namespace.name();
        this.kubeconfig = cluster.kubeconfigText();
        this.registry = RealRegistry.start(folder.resolve("registry"));
        SampleBundle bundle = new SampleBundle();
        assertThat(Run.of("bundle", "load", bundle.in(folder), "--registry", registry.address() + "/bank")
                        .exitCode())
                .isZero();
        this.release =
                RELEASE.replace("POD", POD).replace("DIGEST", bundle.database).replace("CPU", "1");
        this.installation = INSTALLATION.replace("REGISTRY", registry.address() + "/bank");
    }

    /** The results by id. */
    Map<String, JsonNode> preflight(String... more) throws IOException {
        Map<String, JsonNode> results = new TreeMap<>();
        new ObjectMapper()
                .readTree(run(more).out())
                .path("results")
                .forEach(result -> results.put(result.path("id").asText(), result));
        return results;
    }

    Run run(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "preflight",
                "-o",
                "json",
                "-n",
                inNamespace,
                "--timeout",
                timeout,
                "--kubeconfig",
                write("kubeconfig", kubeconfig),
                "-f",
                write("release.yaml", release),
                "-f",
                write("installation.yaml", installation())));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    void release(UnaryOperator<String> change) {
        release = change.apply(release);
    }

    /** More of its spec: {@code defaults: {storageClass: fast}}. */
    void installation(String more) {
        installation += "  " + more + "\n";
    }

    /** Settings of one component: {@code replicas: 500}. */
    void component(String name, String settings) {
        components.put(name, "{" + settings + "}");
    }

    private String installation() {
        String all = components.isEmpty()
                ? ""
                : "  components: " + components.toString().replace('=', ':').replace(":{", ": {") + "\n";
        return installation + all;
    }

    /** Is there until the test ends. */
    <T extends HasMetadata> void plant(T object) {
        client.resource(object).create();
        undo.push(() -> client.resource(object).withGracePeriod(0).delete());
    }

    void plant(String yaml) {
        plant(Serialization.unmarshal("---\n" + yaml, GenericKubernetesResource.class));
    }

    /** Is otherwise until the test ends. */
    void change(HasMetadata object, String patch, String back) {
        client.resource(object).patch(patch);
        undo.push(() -> client.resource(object).patch(back));
    }

    /** One more node like the first, which kwok keeps Ready if it manages it. */
    void node(String name, boolean managed, Consumer<Node> change) {
        Node like = client.nodes().withName("node-a-1").get();
        Node node = new NodeBuilder(like)
                .withNewMetadata()
                .withName(name)
                .withLabels(new TreeMap<>(like.getMetadata().getLabels()))
                .withAnnotations(managed ? like.getMetadata().getAnnotations() : null)
                .endMetadata()
                .build();
        node.getSpec().setTaints(List.of());
        change.accept(node);
        plant(node);
        await(name + " takes pods").atMost(PATIENCE).until(() -> !managed || isOpen(name));
    }

    private boolean isOpen(String name) {
        Node node = client.nodes().withName(name).get();
        return node.getSpec().getTaints().isEmpty()
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
        registry.close();
    }
}
