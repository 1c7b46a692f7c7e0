package io.mpaas.observer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Component;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Watches one namespace from the moment it is opened until it is closed and tells what happened in between. Open one before
 * what is to be judged begins: what is there already has no times.
 *
 * <pre>{@code
 * try (Observer observer = Observer.open(client, namespace)) {
 *     client.resource(installation).create();
 *     assertThat(observer.awaitReady(graph, Duration.ofMinutes(2))).isTrue();
 *     assertThat(observer.observation(graph).violations()).isEmpty();
 *
 *     long mark = observer.mark();
 *     client.resource(changed).update();
 *     …
 *     assertThat(observer.update(graph, mark).violations()).isEmpty();
 * }
 * }</pre>
 *
 * Without a graph of the caller's, the edges are those that the Component objects name, if their definition was there when the
 * observer was opened. Components are known by the label {@code mpaas.io/component}, workloads without it by their name.
 */
public final class Observer implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final List<Sighting> sightings = new ArrayList<>();
    private final List<Feed<?>> feeds = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final long origin = System.nanoTime();

    private final Comparator<Sighting> order;

    private Observer(Comparator<Sighting> order) {
        this.order = order;
    }

    /** Returns when all watches are open; the client stays the caller's and must be open as long. */
    public static Observer open(KubernetesClient client, String namespace) {
        return open(client, client, namespace);
    }

    /**
     * The same of components whose pods run in a cluster elsewhere, in the namespace of the same name. The order of the pods is by the
     * versions of that cluster alone.
     *
     * @param home where the Component objects are, which name the edges
     * @param client of the cluster of the pods
     */
    public static Observer open(KubernetesClient home, KubernetesClient client, String namespace) {
        Observer observer = new Observer(Sighting.ORDER);
        observer.watch("", client, namespace);
        observer.watchComponents(home, namespace);
        return observer;
    }

    /**
     * The same of components that run in several clusters, each of them in one, some or all. Between clusters the order is that of arrival,
     * and half a second of it is in doubt, in which nothing is called too early.
     *
     * @param home where the Component objects are, which name the edges
     * @param clusters of the pods, by name
     */
    public static Observer open(KubernetesClient home, Map<String, KubernetesClient> clusters, String namespace) {
        Observer observer = new Observer(Sighting.ARRIVAL);
        clusters.forEach((name, client) -> observer.watch(name, client, namespace));
        observer.watchComponents(home, namespace);
        return observer;
    }

    private void watch(String cluster, KubernetesClient client, String namespace) {
        Stream.of(Deployment.class, StatefulSet.class, DaemonSet.class, Job.class)
                .forEach(kind -> feed(
                        client,
                        namespace,
                        kind,
                        (object, gone, at) -> add(Sightings.workload(object, gone, at.in(cluster)))));
        feed(
                client,
                namespace,
                Pod.class,
                (object, gone, at) ->
                        Sightings.pod(object, gone, at.in(cluster)).ifPresent(this::add));
    }

    private void watchComponents(KubernetesClient home, String namespace) {
        if (home.supports(Component.class)) {
            feed(home, namespace, Component.class, (object, gone, at) -> add(Sightings.component(object, gone, at)));
        }
    }

    private <T extends HasMetadata> void feed(
            KubernetesClient client, String namespace, Class<T> kind, Feed.Listener<T> listener) {
        Feed<T> feed = new Feed<>(client.resources(kind).inNamespace(namespace), this::mark, listener);
        feeds.add(feed);
        feed.open();
    }

    private void add(Sighting sighting) {
        synchronized (sightings) {
            sightings.add(sighting);
        }
    }

    private List<Sighting> inOrder() {
        synchronized (sightings) {
            return sightings.stream().sorted(order).toList();
        }
    }

    /** Nanoseconds since it was opened, at least 1: the clock of every {@link Moment} of this observer. */
    public long mark() {
        return Math.max(1, System.nanoTime() - origin);
    }

    /** The edges that the Component objects name, also of those that are gone. */
    public Graph graph() {
        return Graph.seen(inOrder());
    }

    /** How the start went so far. */
    public Observation observation(Graph graph) {
        return Observation.of(
                graph, inOrder(), feeds.stream().mapToInt(Feed::gaps).sum());
    }

    public Observation observation() {
        return observation(graph());
    }

    /** How an update went so far that began after {@code mark}. */
    public Update update(Graph graph, long mark) {
        return Update.of(graph, inOrder(), mark);
    }

    /** How a deletion went so far. */
    public Deletion deletion(Graph graph) {
        return Deletion.of(graph, inOrder());
    }

    /** Waits until every component of the graph has been Ready; {@code false} if it was closed or took longer. */
    public boolean awaitReady(Graph graph, Duration patience) {
        return await(() -> observation(graph).complete(), patience);
    }

    /**
     * Waits until every component that a Component object names has been Ready and nothing has happened for {@code quiet};
     * {@code false} if it was closed or took longer.
     */
    public boolean awaitReady(Duration quiet, Duration patience) {
        return await(() -> silence().compareTo(quiet) >= 0 && observation().complete(), patience);
    }

    /** Waits until no component has a workload or a pod; {@code false} if it was closed or took longer. */
    public boolean awaitGone(Duration patience) {
        return await(() -> deletion(graph()).complete(), patience);
    }

    private Duration silence() {
        synchronized (sightings) {
            Optional<Long> last = sightings.stream().map(s -> s.at().nanos()).max(Long::compare);
            return Duration.ofNanos(mark() - last.orElse(0L));
        }
    }

    /** Looks now and then only, so that judging does not slow down what is measured. */
    private boolean await(BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - deadline >= 0 || closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What was seen stays; nothing new comes. */
    @Override
    public void close() {
        closed.countDown();
        feeds.forEach(Feed::close);
    }
}
