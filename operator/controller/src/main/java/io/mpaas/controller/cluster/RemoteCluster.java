package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.report.Unavailable;
import io.mpaas.planning.site.Answer;
import io.mpaas.planning.site.Kubeconfig;
import io.mpaas.planning.site.KubeconfigReading;
import io.mpaas.planning.site.Reach;
import io.mpaas.planning.site.SitePermissions;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A cluster elsewhere, as one kubeconfig leads to it. It is asked who it is every ten seconds, in a thread of its own, and its caches
 * are open only while it is {@link Reach#reachable}: after a silence they begin anew, for nobody knows what was missed.
 */
final class RemoteCluster implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RemoteCluster.class);
    private static final String IDENTITY = "kube-system";

    /** Longer than any request takes: whatever is under way may end. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final Kubeconfig kubeconfig;
    private final String namespace;
    private final Means means;
    private final KubernetesClient client;
    private final KubernetesClient questions;
    private final ScheduledExecutorService thread;
    private volatile Reach reach;
    private volatile @Nullable TargetCluster open;
    private volatile boolean doubted;
    private @Nullable Future<?> next;

    /**
     * What it does its work with.
     *
     * @param opener makes the caches of a client's cluster
     * @param changed is told of whatever is new
     */
    record Means(
            Clients clients, Addresses addresses, Function<KubernetesClient, TargetCluster> opener, Runnable changed) {}

    /** @param recorded the identity that it is to have */
    static RemoteCluster begin(String namespace, Kubeconfig kubeconfig, Optional<String> recorded, Means means) {
        RemoteCluster cluster = new RemoteCluster(namespace, kubeconfig, recorded, means);
        cluster.schedule(Duration.ZERO);
        return cluster;
    }

    private RemoteCluster(String namespace, Kubeconfig kubeconfig, Optional<String> recorded, Means means) {
        this.kubeconfig = kubeconfig;
        this.namespace = namespace;
        this.means = means;
        this.reach = Reach.begin(recorded, Instant.now());
        this.client = means.clients().open(kubeconfig);
        RequestConfig once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestTimeout(Math.toIntExact(Reach.PATIENCE.toMillis()))
                .build();
        this.questions = client.newClient(once).adapt(KubernetesClient.class);
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("site-" + namespace).daemon().factory());
    }

    Kubeconfig kubeconfig() {
        return kubeconfig;
    }

    Reach reach() {
        return reach;
    }

    /** The cluster to work in; empty while it cannot be worked in, or its caches fill. */
    Optional<TargetCluster> target() {
        return Optional.ofNullable(open)
                .filter(there -> there.caches().isFilled())
                .filter(_ -> reach.reachable() && !doubted);
    }

    /** Something that was asked of it failed: nothing more is, until it has said again who it is. */
    synchronized void doubt() {
        if (!doubted && !thread.isShutdown()) {
            doubted = true;
            schedule(Duration.ZERO);
        }
    }

    private void beat() {
        try {
            boolean doubtedBefore = doubted;
            Reach before = reach;
            Reach now = before.after(ask(before.reachable() && !doubtedBefore), Instant.now());
            reach = now;
            doubted = doubtedBefore && now.silences() > 0;
            openOrShut(now);
            boolean news = before.stage() != now.stage()
                    || !before.words().equals(now.words())
                    || !before.version().equals(now.version())
                    || doubtedBefore != doubted;
            if (news) {
                means.changed().run();
            }
        } catch (RuntimeException e) {
            LOG.error("a cluster elsewhere could not be judged", e);
        } finally {
            schedule(reach.next());
        }
    }

    /** In place of what was scheduled before: one beat follows another. */
    private synchronized void schedule(Duration later) {
        if (!thread.isShutdown()) {
            if (next != null) {
                next.cancel(false);
            }
            next = thread.schedule(this::beat, later.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void openOrShut(Reach now) {
        TargetCluster there = open;
        if (now.reachable() && there == null && !thread.isShutdown()) {
            TargetCluster begun = means.opener().apply(client);
            open = begun;
            Thread.ofVirtual().name("caches-of-site-" + namespace).start(() -> {
                begun.caches().start();
                if (begun.caches().isFilled()) {
                    means.changed().run();
                } else {
                    giveUp(begun);
                }
            });
        } else if (!now.reachable() && there != null) {
            open = null;
            shut(there);
        }
    }

    /** The next beat begins anew. */
    private synchronized void giveUp(TargetCluster there) {
        if (open == there) {
            open = null;
        }
        there.caches().stop();
    }

    /** Off this thread: what is silent may take its time to end. */
    private static void shut(TargetCluster there) {
        Thread.ofVirtual().name("caches-of-site-end").start(there.caches()::stop);
    }

    /** @param brief whether it is enough that it is still the same */
    private Answer ask(boolean brief) {
        try {
            // That a name leads elsewhere a moment later is harmless: whoever answers has the certificate that is asked
            // for.
            InetAddress address = InetAddress.getByName(KubeconfigReading.host(kubeconfig.server()));
            Optional<String> refusal = means.addresses().refusal(address);
            if (refusal.isPresent()) {
                return new Answer.Silence(kubeconfig.server() + " " + refusal.get() + ", and is never connected to");
            }
            Namespace system = questions.namespaces().withName(IDENTITY).get();
            if (system == null) {
                return new Answer.Silence("it has no namespace " + IDENTITY);
            }
            String identity = system.getMetadata().getUid();
            return brief ? new Answer.Told(identity, reach.version().orElse(""), true) : inFull(identity);
        } catch (KubernetesClientException e) {
            boolean denied = e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED
                    || e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
            return denied
                    ? new Answer.Denied(e.getCode(), Obstacle.words(e))
                    : new Answer.Silence(Unavailable.sentence(e));
        } catch (IOException e) {
            return new Answer.Silence("its host cannot be found: " + e.getMessage());
        }
    }

    private Answer inFull(String identity) {
        String version = questions.getKubernetesVersion().getGitVersion();
        boolean there = questions.namespaces().withName(namespace).get() != null;
        Optional<String> missing = there ? missingPermission() : Optional.empty();
        return missing.isPresent()
                ? new Answer.Denied(HttpURLConnection.HTTP_FORBIDDEN, missing.get())
                : new Answer.Told(identity, version, there);
    }

    private Optional<String> missingPermission() {
        SelfSubjectRulesReview question = new SelfSubjectRulesReviewBuilder()
                .withNewSpec()
                .withNamespace(namespace)
                .endSpec()
                .build();
        return SitePermissions.missing(questions.resource(question).create().getStatus(), namespace);
    }

    /** It is asked no more; what is under way may end. */
    @Override
    public synchronized void close() {
        if (next != null) {
            next.cancel(false);
        }
        thread.shutdown();
        TargetCluster there = open;
        CompletableFuture.delayedExecutor(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> {
                    if (there != null) {
                        there.caches().stop();
                    }
                    client.close();
                });
    }
}
