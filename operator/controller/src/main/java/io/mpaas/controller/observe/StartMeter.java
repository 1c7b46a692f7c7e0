package io.mpaas.controller.observe;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.PastStart;
import io.mpaas.planning.decide.Decision;
import io.mpaas.planning.decide.Step;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures starts by this process's own clock.
 *
 * <pre>
 *   last dependency found Ready ──gate──▶ workload created ──time to ready──▶ found Ready
 * </pre>
 *
 * <p>A gate is measured only where this process saw its end and its begin: of a component that said it waits for dependencies
 * and for nothing else, the last of which became Ready since the process began.
 */
@Singleton
public class StartMeter {
    private final MeterRegistry registry;
    private final Timer gate;
    private final Map<String, Long> readySince = new ConcurrentHashMap<>();
    private final Map<String, Long> startedSince = new ConcurrentHashMap<>();

    @Inject
    StartMeter(MeterRegistry registry) {
        this.registry = registry;
        this.gate = Timer.builder("mpaas.gate.latency")
                .description("From the last dependency found Ready to the create of the workload")
                .serviceLevelObjectives(Buckets.OF_A_GATE)
                .register(registry);
    }

    /** What a pass did, and what it is about to say. */
    public void passed(Component component, Step step, ComponentStatus now) {
        ComponentStatus before = component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
        String key = key(component, component.getMetadata().getName());
        if (step instanceof Step.Start) {
            startedSince.put(key, System.nanoTime());
        }
        if (step instanceof Step.Start && waitedForDependenciesOnly(component, before)) {
            gateOpened(component).ifPresent(opened -> gate.record(Duration.ofNanos(System.nanoTime() - opened)));
        }
        if (now.phase() == ComponentPhase.Ready && before.phase() != ComponentPhase.Ready) {
            readySince.put(key, System.nanoTime());
        }
        if (!now.starts().equals(before.starts())) {
            started(component, now.starts().getFirst(), startedSince.remove(key));
        }
    }

    /** A component is gone. */
    void forget(ResourceID component) {
        String key = component.getNamespace().orElse("") + "/" + component.getName();
        readySince.remove(key);
        startedSince.remove(key);
    }

    private static boolean waitedForDependenciesOnly(Component component, ComponentStatus before) {
        return before.phase() == ComponentPhase.Waiting
                && !before.waitingFor().isEmpty()
                && component.getSpec().missing().isEmpty()
                && before.waitingFor().stream().noneMatch(w -> Decision.NO_FREE_SLOT.equals(w.reason()));
    }

    private OptionalLong gateOpened(Component component) {
        return component.getSpec().dependencies().entrySet().stream()
                .filter(entry -> entry.getValue().startup())
                .map(entry -> readySince.get(key(component, entry.getKey())))
                .filter(java.util.Objects::nonNull)
                .mapToLong(Long::longValue)
                .max();
    }

    /** By the own clock if this process began the start, else by the times of the status, in whole seconds. */
    private void started(Component component, PastStart start, @Nullable Long since) {
        String type = String.valueOf(component.getSpec().type());
        Timer.builder("mpaas.time.to.ready")
                .description("From the start of a component to Ready")
                .tag("type", type)
                .serviceLevelObjectives(Buckets.OF_A_START)
                .register(registry)
                .record(
                        since == null
                                ? Duration.ofSeconds(start.seconds())
                                : Duration.ofNanos(System.nanoTime() - since));
    }

    private static String key(Component component, String name) {
        return component.getMetadata().getNamespace() + "/" + name;
    }
}
