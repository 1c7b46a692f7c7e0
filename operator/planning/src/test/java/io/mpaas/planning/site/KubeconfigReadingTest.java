package io.mpaas.planning.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeconfigReadingTest {
    private static final String GOOD = """
            {"apiVersion": "v1", "kind": "Config", "current-context": "c", "preferences": {},
             "clusters": [{"name": "k", "cluster": {"server": "https://k.example:6443", "certificate-authority-data": "Q0E="}}],
             "users": [{"name": "u", "user": {"token": "secret"}}],
             "contexts": [{"name": "c", "context": {"cluster": "k", "user": "u", "namespace": "n"}}]}""";

    @Test
    void whatIsNeededIsAcceptedAndKeptSecret() {
        KubeconfigReading.Result result = read(GOOD);

        assertThat(result.problems()).isEmpty();
        Kubeconfig kubeconfig = result.kubeconfig().orElseThrow();
        assertThat(kubeconfig.server()).isEqualTo("https://k.example:6443");
        assertThat(kubeconfig.authority()).isEqualTo("CA");
        assertThat(kubeconfig.token()).contains("secret");
        assertThat(kubeconfig.toString()).doesNotContain("secret");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // in the place of | comes | is refused by the field
                "\"token\": \"secret\" | \"exec\": {\"command\": \"sh\"} | users[0].user.exec",
                "\"token\": \"secret\" | \"token\": \"t\", \"auth-provider\": {} | users[0].user.auth-provider",
                "\"token\": \"secret\" | \"tokenFile\": \"/f\" | users[0].user.tokenFile",
                "\"token\": \"secret\" | \"client-certificate\": \"/f\" | users[0].user.client-certificate",
                "\"token\": \"secret\" | \"client-key\": \"/f\" | users[0].user.client-key",
                "\"token\": \"secret\" | \"token\": \"t\", \"as\": \"root\" | users[0].user.as",
                "\"token\": \"secret\" | \"token\": \"t\", \"as-groups\": [\"g\"] | users[0].user.as-groups",
                "\"token\": \"secret\" | \"token\": \"t\", \"as-uid\": \"1\" | users[0].user.as-uid",
                "\"token\": \"secret\" | \"token\": \"t\", \"as-user-extra\": {} | users[0].user.as-user-extra",
                "\"token\": \"secret\" | \"username\": \"u\", \"password\": \"p\" | users[0].user.password",
                "\"token\": \"secret\" | \"token\": \"\" | users[0].user",
                "\"server\": | \"proxy-url\": \"http://p\", \"server\": | clusters[0].cluster.proxy-url",
                "\"server\": | \"insecure-skip-tls-verify\": true, \"server\": | clusters[0].cluster.insecure-skip-tls-verify",
                "\"server\": | \"certificate-authority\": \"/f\", \"server\": | clusters[0].cluster.certificate-authority",
                "https://k.example | http://k.example | clusters[0].cluster.server",
                "https://k.example | https://root:pw@k.example | clusters[0].cluster.server",
                "https://k.example:6443 | not an address | clusters[0].cluster.server",
                "\"Q0E=\" | \"\" | clusters[0].cluster.certificate-authority-data",
                "\"Q0E=\" | \"Q\" | clusters[0].cluster.certificate-authority-data",
                "\"contexts\": [ | \"contexts\": [{\"name\": \"d\", \"context\": {}}, | contexts",
                "\"clusters\": [ | \"clusters\": [{\"name\": \"d\", \"cluster\": {}}, | clusters",
                "\"users\": [ | \"users\": [{\"name\": \"d\", \"user\": {}}, | users",
                "\"current-context\": \"c\" | \"current-context\": \"d\" | current-context",
                "\"cluster\": \"k\" | \"cluster\": \"other\" | contexts[0].context.cluster",
                "\"preferences\" | \"extensions\" | extensions"
            })
    void everythingElseIsRefusedByItsField(String place, String comes, String field) {
        assertThat(GOOD).contains(place);
        KubeconfigReading.Result result = read(GOOD.replace(place, comes));

        assertThat(result.kubeconfig()).isEmpty();
        assertThat(result.problems()).anyMatch(problem -> field.equals(problem.field()));
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        KubeconfigReading.Result result = read(GOOD.replace("\"token\": \"secret\"", "\"exec\": {}, \"as\": \"x\"")
                .replace("https:", "http:"));

        assertThat(result.problems())
                .extracting(problem -> problem.field())
                .contains("users[0].user.exec", "users[0].user.as", "clusters[0].cluster.server");
    }

    @ParameterizedTest
    @CsvSource({"null", "7", "[]", "{}", "\"text\""})
    void nonsenseIsRefused(String json) {
        assertThat(read(json).kubeconfig()).isEmpty();
        assertThat(read(json).problems()).isNotEmpty();
    }

    @Test
    void aTokenThatSaysWhenItEndsIsBelieved() {
        String claims = Base64.getUrlEncoder().encodeToString("{\"exp\": 1800000000}".getBytes(StandardCharsets.UTF_8));

        assertThat(read(GOOD.replace("secret", "h." + claims + ".s"))
                        .kubeconfig()
                        .orElseThrow()
                        .expires())
                .contains(Instant.ofEpochSecond(1_800_000_000));
        assertThat(read(GOOD.replace("secret", "h.&.s"))
                        .kubeconfig()
                        .orElseThrow()
                        .expires())
                .isEmpty();
    }

    private static KubeconfigReading.Result read(String json) {
        try {
            JsonNode document = new ObjectMapper().readTree(json);
            return KubeconfigReading.read(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
