package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The chart's ValidatingAdmissionPolicies as Helm renders them, but for users of a local cluster in place of the operator's
 * account. Its administrator is one of them: what stories do to the operator's objects as {@code admin} meets the operator alone.
 */
final class ChartPolicies {
    private static final String PREFIX = "mpaas-operator-";
    private static final String OPERATORS = "[\"admin\", \"alice\", \"operator\"]";
    private static final String LABEL = "mpaas.io/policy";

    private ChartPolicies() {}

    static void apply(KubernetesClient admin) {
        for (ValidatingAdmissionPolicy policy : policies()) {
            admin.resource(policy).forceConflicts().serverSideApply();
            admin.resource(binding(policy)).forceConflicts().serverSideApply();
        }
    }

    /** Those of them that are there, and their bindings. */
    static void remove(KubernetesClient admin) {
        admin.resources(ValidatingAdmissionPolicyBinding.class).withLabel(LABEL).delete();
        admin.resources(ValidatingAdmissionPolicy.class).withLabel(LABEL).delete();
    }

    private static List<ValidatingAdmissionPolicy> policies() {
        Path folder = OperatorProcess.root().resolve("charts/mpaas-operator/files/policies");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(ChartPolicies::policy).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ValidatingAdmissionPolicy policy(Path file) {
        try {
            ValidatingAdmissionPolicy policy = Serialization.unmarshal(
                    Files.readString(file).replace("OPERATORS", OPERATORS), ValidatingAdmissionPolicy.class);
            String name = policy.getMetadata().getName();
            policy.getMetadata().setName(PREFIX + name);
            policy.getMetadata().getLabels().put(LABEL, name);
            return policy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ValidatingAdmissionPolicyBinding binding(ValidatingAdmissionPolicy policy) {
        return new ValidatingAdmissionPolicyBindingBuilder()
                .withNewMetadata()
                .withName(policy.getMetadata().getName())
                .withLabels(policy.getMetadata().getLabels())
                .endMetadata()
                .withNewSpec()
                .withPolicyName(policy.getMetadata().getName())
                .withValidationActions("Deny")
                .endSpec()
                .build();
    }
}
