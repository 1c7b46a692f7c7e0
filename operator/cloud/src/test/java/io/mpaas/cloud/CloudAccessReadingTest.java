package io.mpaas.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.planning.cloud.CloudAccess;
import io.mpaas.planning.cloud.CloudAccessReading;
import io.mpaas.planning.value.Say;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a clouds.yaml says is sent to Keystone as it wants it, and what cannot be used is refused. */
class CloudAccessReadingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "username: u, password: p, project_name: q"
                        + " | {password: {user: {name: u, domain: {id: default}, password: p}}, methods: [password]}"
                        + " | {project: {name: q, domain: {id: default}}}",
                "username: u, password: p, project_name: q, user_domain_name: D, project_domain_id: e"
                        + " | {password: {user: {name: u, domain: {name: D}, password: p}}, methods: [password]}"
                        + " | {project: {name: q, domain: {id: e}}}",
                "user_id: u, password: p, project_id: q"
                        + " | {password: {user: {id: u, password: p}}, methods: [password]}"
                        + " | {project: {id: q}}",
                "application_credential_id: a, application_credential_secret: s"
                        + " | {application_credential: {id: a, secret: s}, methods: [application_credential]}"
                        + " | ",
                "application_credential_name: a, application_credential_secret: s, user_id: u"
                        + " | {application_credential: {name: a, secret: s, user: {id: u}}, methods: [application_credential]}"
                        + " | "
            })
    void everyWayToLogInIsUnderstood(String auth, String identity, String scope) {
        CloudAccess access = read("auth: {auth_url: \"https://k/v3/\", " + auth + "}")
                .access()
                .orElseThrow();
        assertThat(access.identityUrl()).isEqualTo("https://k/v3");
        assertThat(access.login().at("/auth/identity")).isEqualTo(yaml(identity));
        assertThat(access.login().at("/auth/scope"))
                .isEqualTo(scope == null ? yaml("{}").path("none") : yaml(scope));
        assertThat(access).hasToString("https://k/v3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth: {auth_url: \"file:///etc/passwd\", username: u, password: p, project_id: q} | cloud-credentials.url",
                "auth: {auth_url: \"http://a@b/\", username: u, password: p, project_id: q} | cloud-credentials.url",
                "auth: {username: u, password: p, project_id: q} | cloud-credentials.url",
                "auth: {auth_url: \"https://k\", username: u, password: p} | cloud-credentials.incomplete",
                "auth: {auth_url: \"https://k\", token: t} | cloud-credentials.incomplete",
                "auth: {auth_url: \"https://k\", application_credential_secret: s} | cloud-credentials.incomplete",
                "verify: false, auth: {auth_url: \"https://k\", username: u, password: p, project_id: q} | cloud-credentials.unverified"
            })
    void whatCannotBeUsedIsRefused(String entry, String id) {
        CloudAccessReading.Result read = read(entry);
        assertThat(read.access()).isEmpty();
        assertThat(read.problem().map(Say::id)).contains(id);
    }

    @Test
    void whatIsNoListOfCloudsIsRefused() {
        for (String text : new String[] {"[]", "{}", "clouds: []", "clouds: {other: {}}", "text"}) {
            assertThat(CloudAccessReading.read(yaml(text), "customer", Optional.empty())
                            .problem())
                    .as(text)
                    .isPresent();
        }
    }

    private static CloudAccessReading.Result read(String entry) {
        return CloudAccessReading.read(yaml("{clouds: {customer: {" + entry + "}}}"), "customer", Optional.empty());
    }

    private static JsonNode yaml(String text) {
        return Serialization.unmarshal("---\n" + text, JsonNode.class);
    }
}
