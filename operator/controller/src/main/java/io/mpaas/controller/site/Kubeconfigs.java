package io.mpaas.controller.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.KubeconfigSecret;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.controller.leader.Leadership;
import io.mpaas.planning.site.Kubeconfig;
import io.mpaas.planning.site.KubeconfigReading;
import io.mpaas.planning.value.Problems;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kubeconfigs in the operator's namespace, for Sites of the namespaces that their Secrets are labelled for. */
@Singleton
public class Kubeconfigs {
    private static final String FIELD = "spec.kubernetes.kubeconfigSecret";
    private static final String TRUE = "true";

    private final String namespace;
    private final KubernetesSerialization yaml;
    private @Nullable InformerEventSource<Secret, Site> secrets;

    @Inject
    Kubeconfigs(Leadership leadership, KubernetesSerialization yaml) {
        this.namespace = leadership.namespace();
        this.yaml = yaml;
    }

    EventSource<Secret, Site> source(EventSourceContext<Site> context) {
        InformerEventSource<Secret, Site> source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, Site.class)
                        .withName("kubeconfigs")
                        .withNamespaces(Set.of(namespace))
                        .withLabelSelector(Mpaas.KUBECONFIG_LABEL + "=" + TRUE)
                        .withSecondaryToPrimaryMapper(secret -> context.getPrimaryCache()
                                .list(site -> names(site, secret.getMetadata().getName()))
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .build(),
                context);
        secrets = source;
        return source;
    }

    private static boolean names(Site site, String secret) {
        return site.getSpec()
                .kubeconfigSecret()
                .filter(reference -> reference.name().equals(secret))
                .isPresent();
    }

    /** @param user the namespace of the Site */
    KubeconfigReading.Result read(KubeconfigSecret reference, String user) {
        Optional<Secret> secret = Objects.requireNonNull(secrets).get(new ResourceID(reference.name(), namespace));
        if (secret.filter(one -> isFor(one, user)).isEmpty()) {
            return refused("Secret " + reference.name() + " is not in the operator's namespace " + namespace
                    + ", or lacks a label: " + Mpaas.KUBECONFIG_LABEL + "=true and " + Mpaas.KUBECONFIG_FOR + user
                    + "=true say that Sites of namespace " + user + " may use it");
        }
        String key = Objects.requireNonNullElse(reference.key(), KubeconfigSecret.KEY);
        Map<String, String> data = secret.get().getData();
        String encoded = data == null ? null : data.get(key);
        return encoded == null
                ? refused("Secret " + reference.name() + " has no key " + key)
                : read(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }

    /** Reads the text of a kubeconfig, whoever wrote it. */
    KubeconfigReading.Result read(String text) {
        return yaml(text)
                .map(document -> withEnd(KubeconfigReading.read(document)))
                .orElseGet(() -> refused("is not YAML"));
    }

    /** A secret text as YAML; empty if it is none: the words of the parser could tell what is secret in it. */
    Optional<JsonNode> yaml(String text) {
        try {
            return Optional.of(yaml.unmarshal(text, JsonNode.class));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static KubeconfigReading.Result withEnd(KubeconfigReading.Result result) {
        Optional<String> certificate =
                result.kubeconfig().flatMap(Kubeconfig::certificate).map(Kubeconfig.ClientCertificate::certificate);
        if (certificate.isEmpty()) {
            return result;
        }
        try (var bytes = new ByteArrayInputStream(certificate.get().getBytes(StandardCharsets.UTF_8))) {
            X509Certificate read =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
            Instant end = read.getNotAfter().toInstant();
            return new KubeconfigReading.Result(result.kubeconfig().map(one -> one.ending(end)), result.problems());
        } catch (CertificateException | IOException e) {
            return refused("users[0].user.client-certificate-data is not a certificate");
        }
    }

    private static boolean isFor(Secret secret, String user) {
        return TRUE.equals(secret.getMetadata().getLabels().get(Mpaas.KUBECONFIG_FOR + user));
    }

    private static KubeconfigReading.Result refused(String message) {
        return new KubeconfigReading.Result(
                Optional.empty(),
                List.of(new ReportedProblem(Problems.ERROR, Problems.Reason.InvalidValue.name(), FIELD, message)));
    }
}
