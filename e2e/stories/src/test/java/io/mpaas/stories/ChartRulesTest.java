package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.InstallationPhase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart renders keeps the rules, and each rule notices when it is broken. */
class ChartRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicas=2",
                "replicas=1,webhook.enabled=false",
                "image.digest=sha256:0123456789012345678901234567890123456789012345678901234567890123",
                "networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.team=watch",
                "networkPolicy.webhookFrom[0].ipBlock.cidr=10.0.0.0/24,networkPolicy.egressTo[0].ipBlock.cidr=10.0.0.0/8"
            })
    void theChartKeepsThem(String values) {
        List<JsonNode> rendered = rendered(values);

        assertThat(rendered).extracting(object -> object.path("kind").asText()).contains("Deployment", "NetworkPolicy");
        assertThat(ChartRules.broken(rendered)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            networkPolicy.enabled=false               | mpaas-operator is in no NetworkPolicy for ingress and egress
            resources.limits.memory=null              | mpaas-operator/operator has no limit of memory
            resources.requests.ephemeral-storage=null | mpaas-operator/operator requests no ephemeral-storage
            image.tag=latest                          | mpaas-operator-test/test has no fixed image
            """)
    void aValueThatBreaksOneIsNoticed(String values, String sentence) {
        assertThat(ChartRules.broken(rendered(values))).contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Deployment          | /spec/template/spec/securityContext/runAsNonRoot                        | false        | may run as root
            Deployment          | /spec/template/spec/securityContext/runAsUser                           | 1000         | runs as a user that the node may have, too
            Deployment          | /spec/template/spec/securityContext/seccompProfile                      | null         | has no seccomp profile
            Deployment          | /spec/template/spec/hostNetwork                                         | true         | shares a namespace with its node
            Deployment          | /spec/template/spec/volumes                                             | [{"hostPath": {"path": "/"}}] | mounts its node
            Pod                 | /spec/automountServiceAccountToken                                      | true         | has the token of the default account
            Deployment          | /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem | false        | can write on its image
            Deployment          | /spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation | true       | can gain privileges
            Deployment          | /spec/template/spec/containers/0/securityContext/capabilities           | null         | keeps capabilities
            Deployment          | /spec/template/spec/containers/0/readinessProbe                         | null         | lacks a probe
            Deployment          | /spec/template/spec/containers/0/livenessProbe/httpGet                  | {"path": "/health/ready", "port": "http"} | is killed where it is not ready
            Deployment          | /spec/template/spec/topologySpreadConstraints                           | []           | is not spread over nodes
            PodDisruptionBudget | /spec/selector/matchLabels                                              | {"a": "b"}   | has no disruption budget
            Service             | /spec/ports/0/targetPort                                                | "htpp"       | leads to a port htpp that no pod has
            NetworkPolicy       | /spec/policyTypes                                                       | ["Ingress"]  | is in no NetworkPolicy for ingress and egress
            NetworkPolicy       | /spec/ingress/1                                                         | {"ports": [{"port": "http"}]} | opens more than the webhook to all
            NetworkPolicy       | /spec/ingress/0                                                         | {}           | opens more than the webhook to all
            NetworkPolicy       | /spec/egress/1                                                          | {"ports": [{"port": 443}]} | lets more than DNS out to all
            ClusterRole         | /rules/0/verbs/0                                                        | "*"          | grants *
            """)
    void eachRuleNoticesThatItIsBroken(String kind, String path, String value, String sentence)
            throws JsonProcessingException {
        List<JsonNode> rendered = rendered("replicas=2");
        JsonNode object = rendered.stream()
                .filter(it -> it.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();

        put(object, JsonPointer.compile(path), JSON.readTree(value));

        assertThat(ChartRules.broken(rendered)).singleElement().asString().endsWith(sentence);
    }

    /** An alert on a phase that nothing is ever in would stay silent. */
    @Test
    void theAlertsNamePhasesThatThereAreAndSayWhatToDo() {
        JsonNode rule = rendered("metrics.alerts.enabled=true,metrics.alerts.labels.release=prometheus").stream()
                .filter(it -> it.path("kind").asText().equals("PrometheusRule"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
        Set<String> phases = Stream.concat(
                        Arrays.stream(InstallationPhase.values()), Arrays.stream(ComponentPhase.values()))
                .map(Enum::name)
                .collect(Collectors.toSet());
        rule.findValuesAsText("expr")
                .forEach(query -> Pattern.compile("phase=~?\"([^\"]*)\"")
                        .matcher(query)
                        .results()
                        .flatMap(match -> Stream.of(match.group(1).split("\\|")))
                        .forEach(phase -> assertThat(phases).contains(phase)));
        List<String> names = rule.findValuesAsText("alert");
        assertThat(names)
                .contains("MpaasChangeRunsLong", "MpaasChangeHeld", "MpaasChangeRolledBack", "MpaasChangeRefused")
                .doesNotHaveDuplicates();
        assertThat(rule.findValuesAsText("summary")).hasSameSizeAs(names);
        assertThat(rendered("replicas=2"))
                .as("on request only: its CRD may not be there")
                .noneMatch(it -> it.path("kind").asText().equals("PrometheusRule"));
    }

    private static void put(JsonNode object, JsonPointer path, JsonNode value) {
        switch (object.at(path.head())) {
            case ObjectNode parent -> parent.set(path.last().getMatchingProperty(), value);
            case ArrayNode parent -> parent.set(path.last().getMatchingIndex(), value);
            default -> throw new IllegalArgumentException("no " + path);
        }
    }

    private static List<JsonNode> rendered(String values) {
        Helm rendered = Helm.rendered(folder, "--set", values);
        assertThat(rendered.exitCode()).as(rendered.text()).isZero();
        return new ArrayList<>(Stream.of(rendered.out().split("(?m)^---$"))
                .map(document -> Serialization.<JsonNode>unmarshal(document, JsonNode.class))
                .filter(object -> object != null && object.has("kind"))
                .toList());
    }
}
