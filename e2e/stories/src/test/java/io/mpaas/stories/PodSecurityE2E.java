package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.security.PodSecurity;
import io.mpaas.planning.security.PodSecurity.Level;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lint says of Pod Security is what an API server does: on pods made at random, the same every time. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class PodSecurityE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PODS = 200;
    private static final long SEED = 21;
    private static final String GOOD = """
            {"securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
             "containers": [{"name": "main", "image": "x",
              "securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}}}]}""";
    /** Field → what it may become. */
    private static final List<List<String>> CHANGES = List.of(
            List.of("/hostNetwork", "true", "false"),
            List.of("/hostPID", "true"),
            List.of("/hostUsers", "false", "true"),
            List.of(
                    "/volumes",
                    "[{\"name\": \"v\", \"hostPath\": {\"path\": \"/\"}}]",
                    "[{\"name\": \"v\", \"emptyDir\": {}}]"),
            List.of("/volumes", "[{\"name\": \"v\", \"nfs\": {\"server\": \"x\", \"path\": \"/\"}}]"),
            List.of("/securityContext/runAsNonRoot", "false", "null"),
            List.of("/securityContext/runAsUser", "0", "7"),
            List.of("/securityContext/seccompProfile", "{\"type\": \"Unconfined\"}", "null"),
            List.of("/securityContext/appArmorProfile", "{\"type\": \"Unconfined\"}", "{\"type\": \"RuntimeDefault\"}"),
            List.of(
                    "/securityContext/seLinuxOptions",
                    "{\"type\": \"spc_t\"}",
                    "{\"type\": \"container_t\"}",
                    "{\"user\": \"u\"}"),
            List.of(
                    "/securityContext/sysctls",
                    "[{\"name\": \"kernel.msgmax\", \"value\": \"1\"}]",
                    "[{\"name\": \"net.ipv4.tcp_syncookies\", \"value\": \"1\"}]"),
            List.of("/containers/0/securityContext/privileged", "true"),
            List.of("/containers/0/securityContext/allowPrivilegeEscalation", "true", "null"),
            List.of("/containers/0/securityContext/runAsNonRoot", "false", "true"),
            List.of("/containers/0/securityContext/runAsUser", "0", "7"),
            List.of("/containers/0/securityContext/procMount", "\"Unmasked\"", "\"Default\""),
            List.of(
                    "/containers/0/securityContext/seccompProfile",
                    "{\"type\": \"Unconfined\"}",
                    "{\"type\": \"RuntimeDefault\"}"),
            List.of(
                    "/containers/0/securityContext/capabilities",
                    "{\"add\": [\"NET_ADMIN\"]}",
                    "{\"drop\": [\"ALL\"], \"add\": [\"NET_BIND_SERVICE\"]}",
                    "{\"drop\": [\"KILL\"], \"add\": [\"CHOWN\"]}",
                    "null"),
            List.of("/containers/0/ports", "[{\"containerPort\": 80, \"hostPort\": 80}]", "[{\"containerPort\": 80}]"),
            List.of(
                    "/containers/0/livenessProbe",
                    "{\"httpGet\": {\"port\": 80, \"host\": \"127.0.0.1\"}}",
                    "{\"httpGet\": {\"port\": 80}}"),
            List.of("/containers/0/lifecycle", "{\"preStop\": {\"tcpSocket\": {\"port\": 80, \"host\": \"x\"}}}"),
            List.of("/initContainers", "[{\"name\": \"i\", \"image\": \"x\"}]"));

    @ParameterizedTest
    @EnumSource
    void lintRefusesWhatANamespaceRefuses(Level level, LocalCluster cluster, TestNamespace namespace)
            throws JsonProcessingException {
        KubernetesClient client = cluster.client();
        String enforcing = enforce(client, namespace, level);
        Random random = new Random(SEED);
        TreeMap<Boolean, Integer> refused = new TreeMap<>();

        for (int i = 0; i < PODS; i++) {
            ObjectNode spec = changed(random);
            boolean byLint = !PodSecurity.refusals(level, spec).isEmpty();
            String answer = answer(client, enforcing, spec);
            if (answer.isEmpty() || answer.contains("violates PodSecurity")) {
                assertThat(byLint).as(spec + "\n" + answer).isEqualTo(!answer.isEmpty());
                refused.merge(byLint, 1, Integer::sum);
            }
        }

        System.out.printf("Pod Security %s: %s of %d pods refused by both%n", level, refused.get(true), PODS);
        assertThat(refused.get(true)).isGreaterThan(PODS / 4);
        assertThat(refused.get(false)).isGreaterThan(PODS / 20);
    }

    private static String enforce(KubernetesClient client, TestNamespace namespace, Level level) {
        String name = namespace.name() + "-" + level;
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", level.name())
                        .endMetadata()
                        .build())
                .create();
        Stage.await(
                "it has an account",
                () -> client.serviceAccounts()
                                .inNamespace(name)
                                .withName("default")
                                .get()
                        != null);
        return name;
    }

    private static ObjectNode changed(Random random) throws JsonProcessingException {
        ObjectNode spec = (ObjectNode) JSON.readTree(GOOD);
        for (int i = random.nextInt(4); i > 0; i--) {
            List<String> change = CHANGES.get(random.nextInt(CHANGES.size()));
            String path = change.getFirst();
            String value = change.get(1 + random.nextInt(change.size() - 1));
            ObjectNode parent = (ObjectNode) spec.at(path.substring(0, path.lastIndexOf('/')));
            parent.set(path.substring(path.lastIndexOf('/') + 1), JSON.readTree(value));
        }
        return spec;
    }

    /** Why it is refused; empty if it is not. */
    private static String answer(KubernetesClient client, String namespace, ObjectNode spec) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName("try")
                .withNamespace(namespace)
                .endMetadata()
                .withSpec(Serialization.unmarshal(spec.toString(), PodSpec.class))
                .build();
        try {
            client.resource(pod).dryRun().create();
            return "";
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
