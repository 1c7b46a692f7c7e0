package io.mpaas.controller.report;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.Json;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Kubernetes events for people: one per transition. They are written behind the scenes by one thread and never delay or fail a
 * reconcile; when the queue is full the newest is dropped.
 */
@Singleton
public class Transitions {
    private static final Logger LOG = Logger.getLogger(Transitions.class);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final int MAX_MESSAGE = 1024;
    /** Events are for people: they leave the API server free for the writes that start components. */
    private static final long PACE_NANOS = 20_000_000;

    private final KubernetesClient client;
    private final Clock clock = Clock.systemUTC();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(2000),
            Thread.ofPlatform().name("event-writer").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    @Inject
    Transitions(KubernetesClient client) {
        this.client = client;
    }

    public void normal(HasMetadata object, String reason, String message) {
        record(object, "Normal", reason, message);
    }

    public void warning(HasMetadata object, String reason, String message) {
        record(object, "Warning", reason, message);
    }

    private void record(HasMetadata object, String type, String reason, String message) {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        LOG.log("Warning".equals(type) ? Logger.Level.WARN : Logger.Level.INFO, line(reason, message));
        String text = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
        String namespace = object.getMetadata().getNamespace();
        String suffix = Json.sha256(reason + text + now).substring(0, 16);
        io.fabric8.kubernetes.api.model.Event event = new EventBuilder()
                .withNewMetadata()
                .withName(object.getMetadata().getName() + "." + suffix)
                .withNamespace(namespace)
                .endMetadata()
                .withType(type)
                .withReason(reason)
                .withMessage(text)
                .withAction(reason)
                .withReportingComponent(Mpaas.FIELD_MANAGER)
                .withReportingInstance(Mpaas.FIELD_MANAGER)
                .withEventTime(new MicroTime(now.format(MICROS)))
                .withNewInvolvedObject()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withName(object.getMetadata().getName())
                .withNamespace(namespace)
                .withUid(object.getMetadata().getUid())
                .endInvolvedObject()
                .build();
        writer.execute(() -> write(event));
    }

    /** The reason first, unless the message is nothing else. */
    private static String line(String reason, String message) {
        return reason.equals(message) ? reason : reason + ": " + message.replace('\n', ' ');
    }

    private void write(io.fabric8.kubernetes.api.model.Event event) {
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            LOG.debugf("event not written: %s", e.getMessage());
        }
        LockSupport.parkNanos(PACE_NANOS);
    }

    @PreDestroy
    void stop() {
        writer.shutdown();
    }
}
