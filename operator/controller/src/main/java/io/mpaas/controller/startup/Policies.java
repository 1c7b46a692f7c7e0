package io.mpaas.controller.startup;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.Json;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether the API server has the chart's ValidatingAdmissionPolicies, each bound so that it refuses. Where one is missing nobody
 * would notice: what it refuses is merely allowed.
 */
record Policies(List<GenericKubernetesResource> policies, List<GenericKubernetesResource> bindings) {
    private static final List<String> EXPECTED =
            List.of("components", "copies", "installations", "revisions", "sites", "status");
    private static final String THEREFORE =
            ": who may write Components or Installations may do more than its role says;"
                    + " install the chart with policies.enabled=true";

    Policies {
        policies = List.copyOf(policies);
        bindings = List.copyOf(bindings);
    }

    /** What is missing, as a sentence; also when it may not be looked at. */
    static Optional<String> look(KubernetesClient client) {
        try {
            return new Policies(
                            list(client, ValidatingAdmissionPolicy.class),
                            list(client, ValidatingAdmissionPolicyBinding.class))
                    .missing();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Optional.of(
                        "this account may not list ValidatingAdmissionPolicies and their bindings, so it is not"
                                + " known whether the chart's are there: bind the ClusterRole mpaas-operator to it");
            }
            throw e;
        }
    }

    /** Without the types of a policy, which the JVM would have to learn for these few fields. */
    private static List<GenericKubernetesResource> list(KubernetesClient client, Class<? extends HasMetadata> kind) {
        return client.genericKubernetesResources(ResourceDefinitionContext.fromResourceType(kind))
                .withLabel(Mpaas.POLICY_LABEL)
                .list()
                .getItems();
    }

    Optional<String> missing() {
        TreeSet<String> missing = new TreeSet<>(EXPECTED);
        TreeSet<String> unbound = new TreeSet<>();
        for (String expected : EXPECTED) {
            List<String> names = policies.stream()
                    .filter(policy ->
                            expected.equals(policy.getMetadata().getLabels().get(Mpaas.POLICY_LABEL)))
                    .map(policy -> policy.getMetadata().getName())
                    .toList();
            if (!names.isEmpty()) {
                missing.remove(expected);
                if (names.stream().noneMatch(this::denies)) {
                    unbound.add(expected);
                }
            }
        }
        List<String> parts = Stream.of(words("missing", missing), words("not bound with the action Deny", unbound))
                .flatMap(Optional::stream)
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts) + THEREFORE);
    }

    private static Optional<String> words(String what, TreeSet<String> names) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("ValidatingAdmissionPolicies of mPaaS are " + what + ": " + String.join(", ", names));
    }

    /** Everywhere: a binding for some namespaces protects only those. */
    private boolean denies(String policy) {
        return bindings.stream()
                .map(binding -> Json.tree(binding).path("spec"))
                .anyMatch(spec -> policy.equals(spec.path("policyName").asText())
                        && spec.path("matchResources").isMissingNode()
                        && has(spec.path("validationActions"), "Deny"));
    }

    private static boolean has(JsonNode actions, String action) {
        return Stream.iterate(0, i -> i < actions.size(), i -> i + 1)
                .anyMatch(i -> action.equals(actions.get(i).asText()));
    }
}
