package io.mpaas.controller.admission;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.leader.Leadership;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One certificate for all replicas, in a Secret beside them. Whoever is first makes it; the leader replaces it
 * before it expires, or when it is not for the host asked for.
 */
final class SharedCertificate {
    static final String SECRET = "mpaas-operator-webhook";

    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";
    private static final String TRUSTED = "ca.crt";

    private final KubernetesClient client;
    private final Leadership leadership;
    private final WebhookSettings.Lifetime lifetime;
    private final Clock clock;

    SharedCertificate(KubernetesClient client, Leadership leadership, WebhookSettings.Lifetime lifetime, Clock clock) {
        this.client = client;
        this.leadership = leadership;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** The one to serve now. Fails when the API server is away or refuses. */
    Certificate current(String host) {
        Instant now = clock.instant();
        Secret there = find();
        if (there == null) {
            return created(Certificate.selfSigned(host, now, lifetime.validity()));
        }
        Certificate certificate = read(there);
        boolean good = certificate.serves(host, now.plus(lifetime.renewBefore()));
        return good || !leadership.acts()
                ? certificate
                : replaced(there, certificate.renewed(host, now, lifetime.validity()));
    }

    private @Nullable Secret find() {
        return client.secrets()
                .inNamespace(leadership.namespace())
                .withName(SECRET)
                .get();
    }

    /** Ours, or that of a replica which was faster. */
    private Certificate created(Certificate mine) {
        try {
            return read(client.resource(secret(mine, null)).create());
        } catch (KubernetesClientException e) {
            Secret faster = e.getCode() == HttpURLConnection.HTTP_CONFLICT ? find() : null;
            if (faster == null) {
                throw e;
            }
            return read(faster);
        }
    }

    /** Only in place of the one that was read; a conflict fails, and is looked at again later. */
    private Certificate replaced(Secret there, Certificate mine) {
        return read(client.resource(secret(mine, there.getMetadata().getResourceVersion()))
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(Mpaas.FIELD_MANAGER)
                        .withForce(true)
                        .build()));
    }

    private Secret secret(Certificate certificate, @Nullable String version) {
        Map<String, String> data = new TreeMap<>();
        data.put(CERTIFICATE, encoded(certificate.pem()));
        data.put(KEY, encoded(certificate.key()));
        data.put(TRUSTED, encoded(certificate.trusted()));
        return new SecretBuilder()
                .withNewMetadata()
                .withName(SECRET)
                .withNamespace(leadership.namespace())
                .withResourceVersion(version)
                .addToLabels("app.kubernetes.io/name", Mpaas.FIELD_MANAGER)
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withData(data)
                .build();
    }

    private static Certificate read(Secret secret) {
        return new Certificate(decoded(secret, CERTIFICATE), decoded(secret, KEY), decoded(secret, TRUSTED));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String decoded(Secret secret, String key) {
        return new String(
                Base64.getDecoder().decode(secret.getData().getOrDefault(key, "")), StandardCharsets.US_ASCII);
    }
}
