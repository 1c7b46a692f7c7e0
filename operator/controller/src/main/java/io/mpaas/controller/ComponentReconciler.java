package io.mpaas.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.observe.Instruments;
import io.mpaas.planning.decide.Decision;
import io.mpaas.planning.decide.StatusReport;
import io.mpaas.planning.decide.Step;
import io.mpaas.planning.render.Owner;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One component: observe, decide, do what is allowed now, say so. */
@ControllerConfiguration(
        name = "component",
        finalizerName = Mpaas.STOP_FINALIZER,
        fieldManager = Mpaas.FIELD_MANAGER,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 1, timeUnit = TimeUnit.HOURS))
@GradualRetry(maxAttempts = -1, initialInterval = 200, intervalMultiplier = 2, maxInterval = 30_000)
public class ComponentReconciler implements Reconciler<Component>, Cleaner<Component> {
    private final Transitions transitions;
    private final Instruments instruments;
    private final Upkeep upkeep;
    private final StartSlots slots = new StartSlots();
    private final Prober prober = new Prober();
    private final Clock clock = Clock.systemUTC();
    private @Nullable ComponentSources sources;
    private @Nullable DependantWaker waker;

    @Inject
    public ComponentReconciler(Transitions transitions, Instruments instruments) {
        this.transitions = transitions;
        this.instruments = instruments;
        this.upkeep = new Upkeep(new DriftRepair(transitions, clock), new InPlace(), transitions);
    }

    @Override
    public List<EventSource<?, Component>> prepareEventSources(EventSourceContext<Component> context) {
        sources = new ComponentSources(context);
        waker = new DependantWaker(context.getPrimaryCache());
        List<EventSource<?, Component>> all = new ArrayList<>(sources.all());
        all.add(waker);
        all.add(prober);
        all.add(instruments.resync(context));
        instruments.count(context);
        return all;
    }

    @Override
    public UpdateControl<Component> reconcile(Component component, Context<Component> context) {
        Optional<Owner> owner = Owners.of(component);
        if (owner.isEmpty()) {
            return UpdateControl.noUpdate();
        }
        ComponentSources caches = java.util.Objects.requireNonNull(sources);
        ComponentView view = ComponentView.read(
                component,
                owner.get(),
                caches,
                context,
                new ComponentView.ViewExtras(prober.reachable(component), clock.instant()));
        Step step = slots.admit(component, Decision.decide(view.situation()), context.getPrimaryCache());
        Outcome outcome = new ComponentSteps(view, caches, context, upkeep).carryOut(step);
        StatusReport.Report report = StatusReport.of(outcome.situation(), outcome.step(), selector(view));
        instruments.passed(component, outcome.step(), report.status());
        return instruments.ended(context, component, publisher(context).publish(component, outcome, report));
    }

    @Override
    public DeleteControl cleanup(Component component, Context<Component> context) {
        Optional<Owner> owner = Owners.of(component);
        if (owner.isEmpty()) {
            return DeleteControl.defaultDelete();
        }
        upkeep.inPlace().forget(component);
        ComponentSources caches = java.util.Objects.requireNonNull(sources);
        Applier applier = new Applier(context, caches, owner.get());
        return new Stop(component, owner.get(), caches, applier, publisher(context), clock.instant()).proceed(context);
    }

    private ComponentPublisher publisher(Context<Component> context) {
        return new ComponentPublisher(context, java.util.Objects.requireNonNull(waker), slots, transitions, clock);
    }

    /** Pods of a component, in the form autoscalers want. */
    private static String selector(ComponentView view) {
        HasMetadata none = view.workload().orElse(null);
        return none == null && view.component().getSpec().type() == null
                ? ""
                : Mpaas.COMPONENT_LABEL + "=" + view.owner().component();
    }
}
