package io.mpaas.controller.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final List<String> ALL =
            List.of("components", "copies", "installations", "revisions", "sites", "status");

    @Test
    void allThatAreBoundAreNothingToSay() {
        assertThat(new Policies(policies("mpaas"), bindings("mpaas", "validationActions: [Deny, Audit]")).missing())
                .isEmpty();
    }

    @Test
    void whatIsMissingOrDoesNotRefuseIsNamed() {
        List<GenericKubernetesResource> some = policies("mpaas").subList(0, 4);
        List<GenericKubernetesResource> bindings = Stream.concat(
                        bindings("mpaas", "validationActions: [Deny]").subList(0, 2).stream(),
                        Stream.concat(
                                bindings("mpaas", "validationActions: [Warn]").subList(2, 3).stream(),
                                bindings("mpaas", "validationActions: [Deny], matchResources: {namespaceSelector: {}}")
                                        .subList(3, 4)
                                        .stream()))
                .toList();

        assertThat(new Policies(some, bindings).missing().orElseThrow())
                .startsWith(
                        "ValidatingAdmissionPolicies of mPaaS are missing: sites, status; ValidatingAdmissionPolicies of"
                                + " mPaaS are not bound with the action Deny: installations, revisions: who may write");
    }

    /** Of two charts in one cluster, one that is bound is enough. */
    @Test
    void oneOfEachIsEnough() {
        List<GenericKubernetesResource> two = Stream.concat(policies("old").stream(), policies("new").stream())
                .toList();

        assertThat(new Policies(two, bindings("new", "validationActions: [Deny]")).missing())
                .isEmpty();
    }

    private static List<GenericKubernetesResource> policies(String release) {
        return ALL.stream().map(name -> object(release, name, "")).toList();
    }

    private static List<GenericKubernetesResource> bindings(String release, String spec) {
        return ALL.stream()
                .map(name -> object(release, name, "policyName: " + release + "-" + name + ", " + spec))
                .toList();
    }

    private static GenericKubernetesResource object(String release, String name, String spec) {
        return Serialization.unmarshal(
                "---\n{apiVersion: admissionregistration.k8s.io/v1, kind: Any, metadata: {name: %s-%s, labels: {mpaas.io/policy: %s}}, spec: {%s}}"
                        .formatted(release, name, name, spec),
                GenericKubernetesResource.class);
    }
}
