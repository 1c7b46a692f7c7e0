package io.mpaas.controller.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the framework does: how long passes take, how many objects wait for one, and which passes found something to
 * do that no event had told of.
 */
@Singleton
public class Passes implements Metrics {
    private final MeterRegistry registry;
    private final StartMeter starts;
    private final Counter repairs;
    private final Map<String, AtomicInteger> queues = new ConcurrentHashMap<>();
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();
    /** What woke the next pass of an object: true = {@link Resync} and nothing else. */
    private final Map<Target, Boolean> onlyResync = new ConcurrentHashMap<>();

    /** Objects that are to be looked at again after a while anyway: what a resync finds there is no repair. */
    private final Set<Target> timed = ConcurrentHashMap.newKeySet();

    private record Target(String controller, ResourceID id) {}

    @Inject
    Passes(MeterRegistry registry, StartMeter starts) {
        this.registry = registry;
        this.starts = starts;
        this.repairs = Counter.builder("mpaas.resync.repairs")
                .description("Passes that nothing but the passing of time woke and that wrote something: stays 0")
                .register(registry);
    }

    @Override
    public void controllerRegistered(Controller<? extends HasMetadata> controller) {
        String name = controller.getConfiguration().getName();
        queues.put(
                name,
                registry.gauge(
                        "mpaas.reconcile.queue",
                        io.micrometer.core.instrument.Tags.of("controller", name),
                        new AtomicInteger()));
        durations.put(
                name,
                Timer.builder("mpaas.reconcile.duration")
                        .description("Time one pass took")
                        .tag("controller", name)
                        .serviceLevelObjectives(Buckets.OF_A_PASS)
                        .register(registry));
    }

    @Override
    public void eventReceived(Event event, Map<String, Object> metadata) {
        Target target = new Target(controller(metadata), event.getRelatedCustomResourceID());
        onlyResync.merge(target, event instanceof Resync.Due, Boolean::logicalAnd);
    }

    @Override
    public void reconciliationSubmitted(HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
        queue(metadata).incrementAndGet();
    }

    @Override
    public void reconciliationStarted(HasMetadata resource, Map<String, Object> metadata) {
        Target target = new Target(controller(metadata), ResourceID.fromResource(resource));
        Boolean only = onlyResync.remove(target);
        Pass.begin(Boolean.TRUE.equals(only) && !timed.contains(target));
        LogContext.enter(resource);
    }

    @Override
    public void reconciliationFinished(HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
        queue(metadata).decrementAndGet();
        LogContext.leave();
        Pass pass = Pass.end();
        if (pass == null) {
            return;
        }
        Timer timer = durations.get(controller(metadata));
        if (timer != null) {
            timer.record(Duration.ofNanos(pass.nanos()));
        }
        if (pass.repaired()) {
            repairs.increment();
        }
    }

    /** Whether a pass left its object to be looked at again after a while. */
    void timed(String controller, HasMetadata resource, boolean again) {
        Target target = new Target(controller, ResourceID.fromResource(resource));
        if (again) {
            timed.add(target);
        } else {
            timed.remove(target);
        }
    }

    @Override
    public void cleanupDone(ResourceID id, Map<String, Object> metadata) {
        onlyResync.remove(new Target(controller(metadata), id));
        timed.remove(new Target(controller(metadata), id));
        starts.forget(id);
    }

    private AtomicInteger queue(Map<String, Object> metadata) {
        return queues.computeIfAbsent(controller(metadata), name -> new AtomicInteger());
    }

    private static String controller(Map<String, Object> metadata) {
        return String.valueOf(metadata.get(Constants.CONTROLLER_NAME));
    }
}
