package io.mpaas.planning.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.planning.Catalogue;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an Installation says of a pod over what the Release says. */
class PodTemplatesTest {
    private static final String RELEASE = """
            version: "1"
            components:
              api:
                type: Deployment
                replicas: {SingleNode: 1}
                pod:
                  imagePullSecrets: [{name: harbor}]
                  volumes: [{name: work, emptyDir: {}}]
                  containers:
                  - name: main
                    image: "r.example/api:1"
                    env: [{name: TOKEN, value: none}]
                    ports: [{containerPort: 53}]
                    readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 3}
                    livenessProbe: {tcpSocket: {port: 8080}}
                    volumeMounts: [{name: work, mountPath: /work}]
            """;

    private static JsonNode pod(String installation) {
        Blueprint blueprint = Catalogue.blueprint(RELEASE, installation);
        return Objects.requireNonNull(Objects.requireNonNull(
                                Objects.requireNonNull(blueprint.components().get("api"))
                                        .content())
                        .podTemplate())
                .path("spec");
    }

    private static JsonNode container(String override) {
        return pod("{release: shop, tier: SingleNode, components: {api: {podTemplate: {spec: {containers: [" + override
                        + "]}}}}}")
                .at("/containers/0");
    }

    /** B11. */
    @Test
    void theAlternativeThatIsSetReplacesTheOther() {
        JsonNode main = container("""
                {name: main, readinessProbe: {httpGet: {path: /health, port: 8080}}, env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: s, key: k}}}]}
                """);
        assertThat(main.at("/readinessProbe/tcpSocket").isMissingNode()).isTrue();
        assertThat(main.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health");
        assertThat(main.at("/readinessProbe/periodSeconds").asInt()).isEqualTo(3);
        assertThat(main.at("/env/0/value").isMissingNode()).isTrue();
        assertThat(main.at("/env/0/valueFrom/secretKeyRef/key").asText()).isEqualTo("k");

        JsonNode volumes = pod("""
                {release: shop, tier: SingleNode, components: {api: {podTemplate: {spec: {volumes: [{name: work, hostPath: {path: /w}}]}}}}}
                """).path("volumes");
        assertThat(volumes.toString()).isEqualTo("[{\"name\":\"work\",\"hostPath\":{\"path\":\"/w\"}}]");
    }

    /** B13: {@code kubectl apply} drops null. */
    @Test
    void aFieldIsRemovedByItsPath() {
        JsonNode pod = pod("""
                {release: shop, tier: SingleNode, components: {api: {podTemplateRemove: ["spec.containers[main].livenessProbe", "spec.containers[main].env[TOKEN]"]}}}
                """);
        assertThat(pod.at("/containers/0/livenessProbe").isMissingNode()).isTrue();
        assertThat(pod.at("/containers/0/env").isEmpty()).isTrue();
        assertThat(pod.at("/containers/0/readinessProbe").isMissingNode()).isFalse();
    }

    @Test
    void aPathThatIsWrongIsSaid() {
        assertThat(Catalogue.texts(Catalogue.compile(RELEASE, """
                {release: shop, tier: SingleNode, components: {api: {podTemplateRemove: ["spec..x", "spec.containers[nobody].env"]}}}
                """).problems()))
                .contains(
                        "Error InvalidValue spec.components.api.podTemplateRemove[0]: \"spec..x\" is not a path of a field, such"
                                + " as spec.containers[main].livenessProbe",
                        "Warning InvalidValue spec.components.api.podTemplateRemove[1]: the Release's pod has nothing at"
                                + " spec.containers[nobody].env: correct the path or remove it");
    }

    @Test
    void aPortIsKnownByNumberAndProtocol() {
        JsonNode pod = pod("""
                {release: shop, tier: SingleNode, components: {api: {podTemplate: {spec: {containers: [{name: main, ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53, name: dns}]}]}}}}}
                """);
        assertThat(pod.at("/containers/0/ports").toString())
                .isEqualTo("[{\"containerPort\":53,\"name\":\"dns\"},{\"containerPort\":53,\"protocol\":\"UDP\"}]");
    }

    /** A typo of a site. */
    @Test
    void aTemplateThatMakesAnInvalidPodIsRefused() {
        assertThat(Catalogue.texts(Catalogue.compile(RELEASE, """
                {release: shop, tier: SingleNode, components: {api: {podTemplate: {spec: {containers: [{name: main, volumeMounts: [{name: wrok, mountPath: /x}]}]}}}}}
                """).problems()))
                .contains(
                        "Error InvalidName spec.components.api.podTemplate.spec.containers[main].volumeMounts[wrok].name: the"
                                + " pod has no volume wrok; it has [work]");
    }
}
