package io.mpaas.controller.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Serves the webhook over HTTPS and registers it. That it cannot be served or registered never stops the operator. */
@Singleton
public class AdmissionServer {
    private static final Logger LOG = Logger.getLogger(AdmissionServer.class);
    private static final long RETRY_MILLIS = 5000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx;
    private final KubernetesClient client;
    private final AdmissionConfig config;
    private final Review review;
    private @Nullable HttpServer server;

    @Inject
    AdmissionServer(
            Vertx vertx,
            KubernetesClient client,
            @ConfigProperty(name = "mpaas.webhook.enabled", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "mpaas.webhook.port", defaultValue = "0") int port,
            @ConfigProperty(name = "mpaas.webhook.service") Optional<String> service) {
        this.vertx = vertx;
        this.client = client;
        this.config = new AdmissionConfig(enabled, port, service);
        this.review = new Review(this::release);
    }

    void start(@Observes StartupEvent event) {
        if (!config.enabled()) {
            return;
        }
        Certificate certificate =
                Certificate.selfSigned(config.certifiedHost(), Clock.systemUTC().instant());
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.listenHost())
                .setPort(config.port())
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(certificate.pem()))
                        .addKeyValue(Buffer.buffer(certificate.key())));
        vertx.createHttpServer(options)
                .requestHandler(this::handle)
                .listen()
                .onSuccess(listening -> {
                    server = listening;
                    register(new Registration(client), listening.actualPort(), certificate);
                })
                .onFailure(e -> LOG.warnf(
                        "the webhook cannot be served (%s): wrong objects are refused by the reconcile only",
                        e.getMessage()));
    }

    /** Until it is done: the right to register may come later. */
    private void register(Registration registration, int port, Certificate certificate) {
        vertx.executeBlocking(() -> registration.write(config, port, certificate))
                .onSuccess(written -> {
                    if (!written) {
                        vertx.setTimer(RETRY_MILLIS, timer -> register(registration, port, certificate));
                    }
                });
    }

    void stop(@Observes ShutdownEvent event) {
        if (server != null) {
            server.close();
        }
    }

    private void handle(HttpServerRequest request) {
        request.body()
                .compose(body -> vertx.executeBlocking(() -> answer(body.getBytes()), false))
                .onSuccess(answer -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(answer))
                .onFailure(e -> {
                    LOG.warnf("a review failed: %s", e.getMessage());
                    request.response().setStatusCode(400).end();
                });
    }

    private String answer(byte[] body) throws JsonProcessingException, java.io.IOException {
        return JSON.writeValueAsString(review.answer(JSON.readTree(body)));
    }

    private Optional<ReleaseSpec> release(String name) {
        return Optional.ofNullable(
                        client.resources(Release.class).withName(name).get())
                .map(Release::getSpec);
    }
}
