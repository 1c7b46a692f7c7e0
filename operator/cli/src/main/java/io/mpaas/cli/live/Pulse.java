package io.mpaas.cli.live;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.planning.value.Say;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks the API server for one small thing every few seconds. A watch over a network that swallows everything looks as one where
 * nothing happens, and one that ended does not say why: this tells both. A question is asked once: what a retry would hide is what is
 * to be told.
 */
final class Pulse implements AutoCloseable {
    private final Cluster cluster;
    private final KubernetesClient once;
    private final Installation installation;
    private final Discretion discretion;
    private final Timing timing;
    private final Thread thread;
    private volatile Optional<Say> trouble = Optional.empty();
    private volatile Instant heard = Instant.now();

    Pulse(Cluster cluster, Installation installation, Discretion discretion, Timing timing) {
        this.cluster = cluster;
        this.once = cluster.client()
                .newClient(new RequestConfigBuilder(
                                cluster.client().getConfiguration().getRequestConfig())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .adapt(KubernetesClient.class);
        this.installation = installation;
        this.discretion = discretion;
        this.timing = timing;
        this.thread = Thread.ofVirtual().name("pulse of the API server").start(this::beat);
    }

    /** Why the last question was not answered, if it was not. */
    Optional<Say> trouble() {
        return trouble;
    }

    /** When the last question was answered. One that is not answered at all is given up only after a while. */
    Instant heard() {
        return heard;
    }

    private void beat() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                trouble = ask();
                Thread.sleep(trouble.isEmpty() ? timing.pace() : timing.paceInTrouble());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Say> ask() {
        try {
            once.resource(installation).get();
            heard = Instant.now();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            String words = cluster.complaint(e).text();
            return Optional.of(Say.of("link.lost").with("words", discretion.about(words)));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
