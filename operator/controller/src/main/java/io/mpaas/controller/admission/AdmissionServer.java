package io.mpaas.controller.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.controller.leader.Leadership;
import io.mpaas.controller.skew.NewerValues;
import io.mpaas.controller.trial.DryRun;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Serves the webhook over HTTPS and registers it. That it cannot be served or registered never stops the operator. */
@Singleton
public class AdmissionServer {
    private static final Logger LOG = Logger.getLogger(AdmissionServer.class);
    private static final long RETRY_MILLIS = 5000;
    private static final long TRUSTED_WITHIN_MILLIS = 5000;
    private static final ObjectMapper JSON = NewerValues.readingAll(new ObjectMapper());

    /** A review has the object twice, and an object fits into one of etcd, 1.5 MiB. */
    private static final int MAX_BYTES = 7 << 20;
    /** An API server keeps a few connections open. */
    private static final int MAX_CONNECTIONS = 100;

    private static final int IDLE_SECONDS = 60;
    private static final int BODY_MILLIS = 10_000;

    private final Vertx vertx;
    private final AdmissionConfig config;
    private final Leadership leadership;
    private final Supplier<Certificate> certificates;
    private final long lookAgainMillis;
    private final Registration registration;
    private final Review review;
    private final AtomicInteger connections = new AtomicInteger();
    private @Nullable HttpServer server;
    private @Nullable Certificate current;

    @Inject
    AdmissionServer(
            Vertx vertx, KubernetesClient client, WebhookSettings settings, Leadership leadership, DryRun dryRun) {
        this.vertx = vertx;
        this.config = new AdmissionConfig(settings.enabled(), settings.port(), settings.service());
        this.leadership = leadership;
        this.certificates = certificates(config.certifiedHost(), client, leadership, settings.certificate());
        this.lookAgainMillis = settings.certificate().lookAgain().toMillis();
        this.registration = new Registration(client);
        this.review = new Review(new InstallationReview(name -> release(client, name), dryRun::problems));
    }

    /** One of its own for a process that is alone; the one of all replicas for one that may be followed by another. */
    private static Supplier<Certificate> certificates(
            String host, KubernetesClient client, Leadership leadership, WebhookSettings.Lifetime lifetime) {
        Clock clock = Clock.systemUTC();
        if (leadership.elected()) {
            SharedCertificate shared = new SharedCertificate(client, leadership, lifetime, clock);
            return () -> shared.current(host);
        }
        OwnCertificate own = new OwnCertificate(host, lifetime, clock);
        return own::current;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            fetch();
        }
    }

    /** Until there is a certificate: the API server or the right to read it may come later. */
    private void fetch() {
        vertx.executeBlocking(certificates::get)
                .onSuccess(this::serve)
                .onFailure(e -> vertx.setTimer(RETRY_MILLIS, timer -> fetch()));
    }

    private void serve(Certificate certificate) {
        current = certificate;
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.listenHost())
                .setPort(config.port())
                .setSsl(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setSslHandshakeTimeout(BODY_MILLIS)
                .setSslHandshakeTimeoutUnit(java.util.concurrent.TimeUnit.MILLISECONDS)
                .setKeyCertOptions(keyPair(certificate));
        vertx.createHttpServer(options)
                .connectionHandler(this::limit)
                .requestHandler(this::handle)
                .listen()
                .onSuccess(this::listening)
                .onFailure(e -> LOG.warnf(
                        "the webhook cannot be served (%s): wrong objects are refused by the reconcile only",
                        e.getMessage()));
    }

    /** Every replica serves; who acts says so to the API server. */
    private void listening(HttpServer listening) {
        server = listening;
        leadership.whenActing(() -> register(listening.actualPort()));
        vertx.setPeriodic(lookAgainMillis, timer -> refresh(listening));
    }

    /** Sees whether another certificate was put in the place of the present one. */
    private void refresh(HttpServer listening) {
        vertx.executeBlocking(certificates::get)
                .onFailure(e -> LOG.debugf("certificate not looked at: %s", e.getMessage()))
                .onSuccess(now -> {
                    if (!now.equals(current)) {
                        replace(listening, now);
                    }
                });
    }

    /** Trusted first, served later: in between API servers learn of the registration by a watch. */
    private void replace(HttpServer listening, Certificate now) {
        current = now;
        if (leadership.acts()) {
            register(listening.actualPort());
        }
        vertx.setTimer(
                TRUSTED_WITHIN_MILLIS,
                timer -> listening
                        .updateSSLOptions(new SSLOptions().setKeyCertOptions(keyPair(now)))
                        .onSuccess(done -> LOG.info("the webhook serves a new certificate"))
                        .onFailure(e -> LOG.warnf("the webhook keeps its certificate: %s", e.getMessage())));
    }

    /** Until it is done: the right to register may come later. */
    private void register(int port) {
        Certificate certificate = Objects.requireNonNull(current);
        vertx.executeBlocking(() -> registration.write(config, port, certificate))
                .onSuccess(written -> {
                    if (!written) {
                        vertx.setTimer(RETRY_MILLIS, timer -> register(port));
                    }
                });
    }

    private static PemKeyCertOptions keyPair(Certificate certificate) {
        return new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(certificate.pem()))
                .addKeyValue(Buffer.buffer(certificate.key()));
    }

    void stop(@Observes ShutdownEvent event) {
        if (server != null) {
            server.close();
        }
    }

    private void limit(HttpConnection connection) {
        if (connections.incrementAndGet() > MAX_CONNECTIONS) {
            connection.close();
        }
        connection.closeHandler(closed -> connections.decrementAndGet());
    }

    /** Only what an API server sends is read, and never more than a review may have. */
    private void handle(HttpServerRequest request) {
        String type = String.valueOf(request.getHeader("Content-Type"));
        if (!request.method().equals(HttpMethod.POST) || !request.path().equals(Registration.PATH)) {
            refuse(request, 404);
        } else if (!type.startsWith("application/json")) {
            refuse(request, 415);
        } else {
            review(request);
        }
    }

    private static void refuse(HttpServerRequest request, int status) {
        request.response()
                .setStatusCode(status)
                .putHeader("Connection", "close")
                .end();
        request.connection().close();
    }

    private void review(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        long tooLate = vertx.setTimer(BODY_MILLIS, timer -> request.connection().close());
        request.handler(part -> {
            if (body.length() + part.length() > MAX_BYTES) {
                vertx.cancelTimer(tooLate);
                request.handler(null);
                refuse(request, 413);
            } else {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(e -> vertx.cancelTimer(tooLate));
        request.endHandler(end -> {
            vertx.cancelTimer(tooLate);
            answer(request, body);
        });
    }

    private void answer(HttpServerRequest request, Buffer whole) {
        Future.succeededFuture(whole)
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

    private static Optional<ReleaseSpec> release(KubernetesClient client, String name) {
        return Optional.ofNullable(
                        client.resources(Release.class).withName(name).get())
                .map(Release::getSpec);
    }
}
