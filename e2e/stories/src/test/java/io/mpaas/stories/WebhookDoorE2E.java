package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whoever reaches the webhook without being an API server gains nothing, and costs nothing. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class WebhookDoorE2E {
    private static final String REVIEW = """
            {"request": {"uid": "u", "name": "x", "kind": {"kind": "Release"},
             "object": {"metadata": {"name": "x"}, "spec": {"version": "1", "components": {}}}}}""";

    @Test
    void onlyReviewsOfABoundedSizeAreRead(LocalCluster cluster, TestNamespace namespace)
            throws GeneralSecurityException, IOException, InterruptedException {
        Stage stage = Stage.withOperator(cluster, namespace.name());
        new SmallProduct(stage, namespace.name()).awaitWebhook();
        var webhook = stage.client()
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("mpaas-operator")
                .get()
                .getWebhooks()
                .getFirst()
                .getClientConfig();
        URI url = URI.create(webhook.getUrl());
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(trusting(webhook.getCaBundle()))
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            assertThat(status(client, post(url, BodyPublishers.ofString(REVIEW))))
                    .isEqualTo(200);
            assertThat(status(client, HttpRequest.newBuilder(url).GET())).isEqualTo(404);
            assertThat(status(client, post(url.resolve("/anything"), BodyPublishers.ofString(REVIEW))))
                    .isEqualTo(404);
            assertThat(status(
                            client, post(url, BodyPublishers.ofString(REVIEW)).setHeader("Content-Type", "text/plain")))
                    .isEqualTo(415);
            assertThat(refused(client, post(url, BodyPublishers.ofByteArray(new byte[40 << 20]))))
                    .isTrue();
            assertThat(status(client, post(url, BodyPublishers.ofString(REVIEW))))
                    .isEqualTo(200);
        }
    }

    private static HttpRequest.Builder post(URI url, BodyPublisher body) {
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(body);
    }

    private static int status(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** The answer may be lost, for the connection ends before all was sent. */
    private static boolean refused(HttpClient client, HttpRequest.Builder request) throws InterruptedException {
        try {
            return status(client, request) == 413;
        } catch (IOException e) {
            return true;
        }
    }

    private static SSLContext trusting(String bundle) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(
                        new ByteArrayInputStream(Base64.getDecoder().decode(bundle)))) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
