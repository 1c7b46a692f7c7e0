package io.mpaas.observer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One kind of one namespace: a list, then a watch from there on, so that no event is missed. When the API server has forgotten
 * where the watch was, the list is read again; then events may be missing and {@link #gaps()} says so.
 *
 * @param <T> the kind
 */
public final class Feed<T extends HasMetadata> implements AutoCloseable {
    private final FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> source;
    private final LongSupplier clock;
    private final Listener<T> listener;
    private final Map<String, T> known = new HashMap<>();
    private final AtomicInteger gaps = new AtomicInteger();
    private @Nullable Watch watch;
    private boolean closed;

    /**
     * Called in the order of the events, from one thread at a time, which it must not hold up.
     *
     * @param <T> the kind
     */
    public interface Listener<T> {
        /** Of an object that is gone: its last state; the moment is that of its removal. */
        void saw(T object, boolean gone, Moment at);
    }

    /** @param clock nanoseconds since the observation began; of what the first list shows the time is 0 */
    public Feed(
            FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> source,
            LongSupplier clock,
            Listener<T> listener) {
        this.source = source;
        this.clock = clock;
        this.listener = listener;
    }

    /** Returns when the first list was delivered and the watch is open. */
    public synchronized void open() {
        watchFrom(list(0));
    }

    /** How often events may have been missed. */
    public int gaps() {
        return gaps.get();
    }

    @Override
    public void close() {
        Watch open;
        synchronized (this) {
            closed = true;
            open = watch;
        }
        if (open != null) {
            open.close();
        }
    }

    private String list(long nanos) {
        KubernetesResourceList<T> list = source.list();
        String version = list.getMetadata().getResourceVersion();
        Set<String> there = new HashSet<>();
        for (T object : list.getItems()) {
            there.add(object.getMetadata().getUid());
            T before = known.get(object.getMetadata().getUid());
            if (before == null || !version(before).equals(version(object))) {
                deliver(object, false, Moment.of(version(object), nanos));
            }
        }
        for (T object : Set.copyOf(known.values())) {
            if (!there.contains(object.getMetadata().getUid())) {
                deliver(object, true, Moment.of(version, nanos));
            }
        }
        return version;
    }

    private void watchFrom(String version) {
        watch = source.watch(
                new ListOptionsBuilder()
                        .withResourceVersion(version)
                        .withAllowWatchBookmarks(true)
                        .build(),
                new Watcher<T>() {
                    @Override
                    public void eventReceived(Action action, T object) {
                        received(action, object, clock.getAsLong());
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        Thread.ofVirtual().name("observer-list-again").start(Feed.this::listAgain);
                    }
                });
    }

    private synchronized void received(Watcher.Action action, T object, long nanos) {
        switch (action) {
            case ADDED, MODIFIED -> deliver(object, false, Moment.of(version(object), nanos));
            case DELETED -> deliver(object, true, Moment.of(version(object), nanos));
            case BOOKMARK, ERROR -> {}
        }
    }

    private void deliver(T object, boolean gone, Moment at) {
        if (gone) {
            known.remove(object.getMetadata().getUid());
        } else {
            known.put(object.getMetadata().getUid(), object);
        }
        listener.saw(object, gone, at);
    }

    private synchronized void listAgain() {
        if (closed) {
            return;
        }
        gaps.incrementAndGet();
        try {
            watchFrom(list(clock.getAsLong()));
        } catch (KubernetesClientException e) {
            // The client has retried with its back-off; there is nothing to see until the API server is back.
            Thread.ofVirtual().name("observer-list-again").start(this::listAgain);
        }
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getResourceVersion();
    }
}
