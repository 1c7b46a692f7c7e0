package io.mpaas.cli.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows an Installation and its Components by watches, and hands out every state they were seen in, in order. */
public final class LiveInstallation implements AutoCloseable {
    private final BlockingQueue<State> states = new LinkedBlockingQueue<>();
    private final List<SharedIndexInformer<?>> informers;
    private State state;

    /**
     * What was seen at one moment.
     *
     * @param installation empty once it is deleted
     */
    public record State(Optional<Installation> installation, SortedMap<String, Component> components) {
        private State with(String name, @Nullable Component component) {
            SortedMap<String, Component> changed = new TreeMap<>(components);
            if (component == null) {
                changed.remove(name);
            } else {
                changed.put(name, component);
            }
            return new State(installation, changed);
        }
    }

    public LiveInstallation(Cluster cluster, Installation installation, SortedMap<String, Component> components) {
        this.state = new State(Optional.of(installation), components);
        states.add(state);
        SharedIndexInformer<Installation> one = cluster.resource(installation)
                .runnableInformer(0)
                .initialState(java.util.stream.Stream.of(installation))
                .addEventHandler(handler(this::installation, _ -> installationGone()));
        SharedIndexInformer<Component> many = cluster.componentsOf(installation)
                .runnableInformer(0)
                .initialState(components.values().stream())
                .addEventHandler(handler(this::component, this::componentGone));
        this.informers = List.of(one, many);
        informers.forEach(informer -> informer.exceptionHandler((_, _) -> true).start());
    }

    /** The next state, or empty if nothing changes for so long. */
    public Optional<State> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(states.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The newest state; those before it are dropped. */
    public Optional<State> newest(Duration patience) throws InterruptedException {
        Optional<State> newest = next(patience);
        while (!states.isEmpty()) {
            newest = Optional.of(states.take());
        }
        return newest;
    }

    /** Whether changes arrive; if not, the watches keep trying. */
    public boolean connected() {
        return informers.stream().allMatch(SharedIndexInformer::isWatching);
    }

    private synchronized void installation(Installation seen) {
        if (state.installation().isEmpty() || newer(seen, state.installation().get())) {
            become(new State(Optional.of(seen), state.components()));
        }
    }

    private synchronized void installationGone() {
        become(new State(Optional.empty(), state.components()));
    }

    private synchronized void component(Component seen) {
        String name = seen.getMetadata().getName();
        Component known = state.components().get(name);
        if (known == null || newer(seen, known)) {
            become(state.with(name, seen));
        }
    }

    private synchronized void componentGone(Component seen) {
        become(state.with(seen.getMetadata().getName(), null));
    }

    private void become(State next) {
        state = next;
        states.add(next);
    }

    /** An informer's first list may come from a cache that is behind. Another UID is another object. */
    private static boolean newer(HasMetadata seen, HasMetadata known) {
        return !seen.getMetadata().getUid().equals(known.getMetadata().getUid())
                || Long.parseLong(seen.getMetadata().getResourceVersion())
                        > Long.parseLong(known.getMetadata().getResourceVersion());
    }

    private static <T> ResourceEventHandler<T> handler(Consumer<T> seen, Consumer<T> gone) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                seen.accept(object);
            }

            @Override
            public void onUpdate(T before, T after) {
                seen.accept(after);
            }

            @Override
            public void onDelete(T object, boolean unknownFinalState) {
                gone.accept(object);
            }
        };
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}
