package io.mpaas.planning.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mpaas.planning.security.PodSecurity.Level;
import io.mpaas.planning.security.PodSecurity.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodSecurityTest {
    private static final String PLAIN = "containers: [{name: main, image: x}]";
    private static final String RESTRICTED = """
            securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
            containers:
              - name: main
                image: x
                securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
            """;
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void aPlainPodIsForBaselineAndTellsAllThatRestrictedWantsOfIt() throws JsonProcessingException {
        assertThat(PodSecurity.refusals(Level.baseline, pod(PLAIN))).isEmpty();
        assertThat(PodSecurity.refusals(Level.restricted, pod(PLAIN)))
                .extracting(Refusal::field)
                .containsExactly(
                        "containers[0].securityContext.allowPrivilegeEscalation",
                        "containers[0].securityContext.runAsNonRoot",
                        "containers[0].securityContext.seccompProfile",
                        "containers[0].securityContext.capabilities.drop");
        assertThat(PodSecurity.refusals(Level.restricted, pod(RESTRICTED))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hostNetwork: true                                                              | hostNetwork
            volumes: [{name: n, hostPath: {path: /}}]                                      | volumes[0].hostPath
            'securityContext: {sysctls: [{name: kernel.msgmax, value: "1"}]}'              | securityContext.sysctls
            'securityContext: {seccompProfile: {type: Unconfined}}'                        | securityContext.seccompProfile
            'initContainers: [{name: i, image: x, securityContext: {privileged: true}}]'   | initContainers[0].securityContext.privileged
            'initContainers: [{name: i, image: x, ports: [{hostPort: 80}]}]'               | initContainers[0].ports
            'initContainers: [{name: i, image: x, securityContext: {capabilities: {add: [NET_ADMIN]}}}]' | initContainers[0].securityContext.capabilities.add
            'initContainers: [{name: i, image: x, livenessProbe: {httpGet: {host: 127.0.0.1}}}]' | initContainers[0].livenessProbe
            """)
    void baselineRefusesWhatGivesAPodItsNode(String field, String refused) throws JsonProcessingException {
        assertThat(PodSecurity.refusals(Level.baseline, pod(field + "\n" + PLAIN)))
                .extracting(Refusal::field)
                .containsExactly(refused);
    }

    @Test
    void aRootOfItsOwnUsersIsNoRoot() throws JsonProcessingException {
        String root = RESTRICTED.replace("runAsNonRoot: true", "runAsUser: 0");

        assertThat(PodSecurity.refusals(Level.restricted, pod(root))).isNotEmpty();
        assertThat(PodSecurity.refusals(Level.restricted, pod("hostUsers: false\n" + root)))
                .isEmpty();
    }

    private static JsonNode pod(String yaml) throws JsonProcessingException {
        return YAML.readTree(yaml);
    }
}
