package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SiteRbacTest {
    @Test
    void printsAnAccountForOneNamespace() {
        Run run = Run.of("site", "rbac", "-n", "shop", "--pod-security", "restricted");

        assertThat(run.exitCode()).isZero();
        assertThat(Stream.of(run.out().split("(?m)^---\\s*$"))
                        .filter(document -> !document.isBlank())
                        .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                        .map(object ->
                                object.getKind() + " " + object.getMetadata().getName()))
                .containsExactly(
                        "Namespace shop",
                        "ServiceAccount mpaas-operator",
                        "Role mpaas-operator",
                        "RoleBinding mpaas-operator",
                        "ClusterRole mpaas-operator-site-shop",
                        "ClusterRoleBinding mpaas-operator-site-shop",
                        "Secret mpaas-operator-token");
        assertThat(run.out()).contains("pod-security.kubernetes.io/enforce: \"restricted\"");
    }

    @Test
    void needsANamespace() {
        assertThat(Run.of("site", "rbac").exitCode()).isEqualTo(2);
        assertThat(Run.of("site", "rbac", "--help").out()).contains("Examples:", "Exit codes: 0 ");
    }
}
