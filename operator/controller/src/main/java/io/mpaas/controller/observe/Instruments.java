package io.mpaas.controller.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.planning.decide.Step;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** All that a reconciler has to do with being observed. */
@Singleton
public class Instruments {
    private final Census census;
    private final StartMeter starts;
    private final Passes passes;
    private final Duration resync;

    @Inject
    Instruments(
            Census census,
            StartMeter starts,
            Passes passes,
            @ConfigProperty(name = "mpaas.resync", defaultValue = "30m") Duration resync) {
        this.census = census;
        this.starts = starts;
        this.passes = passes;
        this.resync = resync;
    }

    /** The backstop for lost events. */
    public <P extends HasMetadata> EventSource<Void, P> resync(EventSourceContext<P> context) {
        return new Resync<>(context.getPrimaryResourceClass(), context.getPrimaryCache(), resync);
    }

    /** Where the components are to be counted. */
    public void count(EventSourceContext<Component> context) {
        census.of(context.getPrimaryCache());
    }

    /** The same of installations, which are to be counted there, too. */
    public EventSource<Void, Installation> ofInstallations(EventSourceContext<Installation> context) {
        census.ofInstallations(context.getPrimaryCache());
        return resync(context);
    }

    /** How a pass ended: whether its object is to be looked at again after a while. */
    public <P extends HasMetadata> UpdateControl<P> ended(Context<P> context, P primary, UpdateControl<P> control) {
        passes.timed(
                context.getControllerConfiguration().getName(),
                primary,
                control.getScheduleDelay().isPresent());
        return control;
    }

    /** What a pass did, and what it is about to say. */
    public void passed(Component component, Step step, ComponentStatus now) {
        starts.passed(component, step, now);
    }
}
