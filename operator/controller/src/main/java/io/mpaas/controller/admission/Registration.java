package io.mpaas.controller.admission;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperationsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Mpaas;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jboss.logging.Logger;

/** Tells the API server where the webhook is and which certificate to trust; refreshed at each start, and by each new leader. */
final class Registration {
    static final String NAME = "mpaas-operator";

    private static final Logger LOG = Logger.getLogger(Registration.class);
    static final String PATH = "/validate";

    private final KubernetesClient client;
    private boolean said;

    Registration(KubernetesClient client) {
        this.client = client;
    }

    /** Whether it is written; that it cannot be is said once. */
    boolean write(AdmissionConfig config, int port, Certificate certificate) {
        try {
            client.resource(configuration(target(config, port, certificate)))
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager(Mpaas.FIELD_MANAGER)
                            .withForce(true)
                            .build());
            LOG.infof("webhook registered on port %d", port);
            return true;
        } catch (KubernetesClientException e) {
            if (!said) {
                LOG.warnf(
                        "the webhook is not registered yet (%s): until then wrong objects are refused by the reconcile only",
                        e.getMessage());
                said = true;
            }
            return false;
        }
    }

    private static WebhookClientConfig target(AdmissionConfig config, int port, Certificate certificate) {
        WebhookClientConfigBuilder target = new WebhookClientConfigBuilder()
                .withCaBundle(
                        Base64.getEncoder().encodeToString(certificate.trusted().getBytes(StandardCharsets.US_ASCII)));
        return config.service().isEmpty()
                ? target.withUrl("https://127.0.0.1:" + port + PATH).build()
                : target.withNewService(config.serviceName(), config.serviceNamespace(), PATH, port)
                        .build();
    }

    private static ValidatingWebhookConfiguration configuration(WebhookClientConfig target) {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .addNewWebhook()
                .withName("validate.mpaas.io")
                .withAdmissionReviewVersions("v1")
                .withClientConfig(target)
                .withFailurePolicy("Ignore")
                .withSideEffects("None")
                .withTimeoutSeconds(5)
                .withRules(new RuleWithOperationsBuilder()
                        .withApiGroups(Mpaas.GROUP)
                        .withApiVersions(Mpaas.VERSION)
                        .withOperations("CREATE", "UPDATE")
                        .withResources("releases", "installations")
                        .build())
                .endWebhook()
                .build();
    }
}
