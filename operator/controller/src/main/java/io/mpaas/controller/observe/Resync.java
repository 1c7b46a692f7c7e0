package io.mpaas.controller.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at every object again once in a while: the backstop for an event that got lost. Its events are of a class of their own,
 * so that a pass which nothing else woke can be told; what such a pass has to write is a repair, and a bug to look for.
 *
 * @param <P> kind of the objects
 */
public final class Resync<P extends HasMetadata> extends AbstractEventSource<Void, P> {
    private final Cache<P> cache;
    private final Duration period;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("resync").daemon().factory());

    /** @param period must be shorter than the framework's maxReconciliationInterval, which then never comes to pass */
    public Resync(Class<P> kind, Cache<P> cache, Duration period) {
        super(Void.class, "resync-" + HasMetadata.getSingular(kind));
        this.cache = cache;
        this.period = period;
    }

    /** It was looked at for no other reason than that time went by. */
    static final class Due extends Event {
        Due(ResourceID id) {
            super(id);
        }
    }

    @Override
    public void start() {
        super.start();
        var _ = timer.scheduleWithFixedDelay(
                this::wakeAll, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        super.stop();
        timer.shutdownNow();
    }

    private void wakeAll() {
        cache.keys().forEach(id -> getEventHandler().handleEvent(new Due(id)));
    }

    @Override
    public Set<Void> getSecondaryResources(P primary) {
        return Set.of();
    }
}
