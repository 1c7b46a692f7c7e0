package io.mpaas.controller.component;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.controller.cluster.Addresses;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.cluster.ComponentSources;
import io.mpaas.controller.cluster.DriftRepair;
import io.mpaas.controller.cluster.InPlace;
import io.mpaas.controller.cluster.Outcome;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.cluster.Upkeep;
import io.mpaas.controller.manifests.ManifestReader;
import io.mpaas.controller.manifests.ManifestSteps;
import io.mpaas.controller.manifests.ManifestView;
import io.mpaas.controller.manifests.ManifestWatches;
import io.mpaas.controller.observe.Instruments;
import io.mpaas.controller.report.StatusWriter;
import io.mpaas.controller.report.Transitions;
import io.mpaas.controller.report.Unavailable;
import io.mpaas.controller.skew.NewerValues;
import io.mpaas.controller.workload.ComponentSteps;
import io.mpaas.controller.workload.ComponentView;
import io.mpaas.controller.workload.RemoteEvidence;
import io.mpaas.controller.workload.Shortage;
import io.mpaas.planning.decide.Decision;
import io.mpaas.planning.decide.StatusReport;
import io.mpaas.planning.decide.Step;
import io.mpaas.planning.observe.Owners;
import io.mpaas.planning.value.Owner;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    /** At the latest then a cache that does not fill is looked at again; its filling wakes the component before. */
    private static final Duration UNFILLED = Duration.ofSeconds(10);

    private static final String ONLY = "";

    private final StatusWriter statuses;
    private final Instruments instruments;
    private final Clusters clusters;
    private final Transitions transitions;
    /** Of each site, by name, for components that run in several, for objects there have the same names; of the others, under no name. */
    private final Map<String, Upkeep> upkeeps = new ConcurrentHashMap<>();

    private final StartSlots slots = new StartSlots();
    private final Prober prober;
    private final Clock clock = Clock.systemUTC();
    private @Nullable ComponentSources sources;
    private @Nullable DependantWaker waker;
    private @Nullable ManifestWatches watches;

    @Inject
    public ComponentReconciler(
            StatusWriter statuses,
            Transitions transitions,
            Instruments instruments,
            Clusters clusters,
            Addresses addresses) {
        this.prober = new Prober(addresses);
        this.statuses = statuses;
        this.instruments = instruments;
        this.clusters = clusters;
        this.transitions = transitions;
    }

    /** Of one of several sites, or of the only one, which has no name. */
    private Upkeep upkeep(String site) {
        return upkeeps.computeIfAbsent(
                site, _ -> new Upkeep(new DriftRepair(transitions, clock), new InPlace(), transitions));
    }

    @Override
    public List<EventSource<?, Component>> prepareEventSources(EventSourceContext<Component> context) {
        sources = new ComponentSources(context, clusters);
        waker = new DependantWaker(context.getPrimaryCache());
        List<EventSource<?, Component>> all = new ArrayList<>(sources.all());
        all.add(waker);
        all.add(prober);
        watches = new ManifestWatches(sources.own().access());
        all.add(watches);
        all.add(instruments.resync(context));
        instruments.count(context);
        return all;
    }

    @Override
    public UpdateControl<Component> reconcile(Component component, Context<Component> context) {
        Optional<Owner> owner = Owners.of(component);
        if (owner.isEmpty() || isNewer(component)) {
            return UpdateControl.noUpdate();
        }
        ComponentSources caches = Objects.requireNonNull(sources);
        var leftAlone = publisher(context).leftAlone(component, owner.get(), caches);
        if (leftAlone.isPresent()) {
            return leftAlone.get();
        }
        if (component.getSpec().inSeveralSites()) {
            SeveralSites.Means means = new SeveralSites.Means(
                    caches, this::upkeep, slots, extras(component, owner.get(), Optional.empty()), context);
            var control = new SeveralSites(component, owner.get(), means).reconcile(publisher(context), instruments);
            return instruments.ended(context, component, control);
        }
        Optional<Place> place = caches.place(component, owner.get());
        Optional<ManifestView> manifests = manifests(component, owner.get());
        if (place.isEmpty() || manifests.filter(view -> !view.isComplete()).isPresent()) {
            Optional<String> unavailable = manifests.flatMap(ManifestView::unavailable);
            var control = publisher(context).notYet(component, caches.away(component, owner.get()), unavailable);
            return instruments.ended(context, component, control.rescheduleAfter(UNFILLED));
        }
        ComponentView view = ComponentView.read(
                component, place.get(), context.getPrimaryCache(), extras(component, owner.get(), manifests));
        Step step = slots.admit(component, Decision.decide(view.situation()), context.getPrimaryCache());
        Outcome outcome = manifests.isPresent()
                ? manifestSteps(component, manifests.get(), context).carryOut(step, view.situation())
                : new ComponentSteps(view, context, upkeep(ONLY)).carryOut(step);
        outcome = new Shortage(view, clock.instant()).explain(outcome);
        StatusReport.Report report =
                new RemoteEvidence(view).in(StatusReport.of(outcome.situation(), outcome.step(), view.selector()));
        instruments.passed(component, outcome.step(), report.status());
        return instruments.ended(context, component, publisher(context).publish(component, outcome, report));
    }

    /** What a decision rests on besides caches of known kinds. */
    private ComponentView.ViewExtras extras(Component component, Owner owner, Optional<ManifestView> manifests) {
        return new ComponentView.ViewExtras(
                prober.reachable(component),
                prober.refusal(component),
                manifests.map(ManifestView::missingKinds).orElse(List.of()),
                manifests.flatMap(objects -> new ManifestReader(objects).facts()),
                Objects.requireNonNull(sources).installation(owner),
                clock.instant());
    }

    @Override
    public DeleteControl cleanup(Component component, Context<Component> context) {
        Optional<Owner> owner = Owners.of(component);
        if (owner.isEmpty()) {
            return DeleteControl.defaultDelete();
        }
        if (isNewer(component)) {
            return DeleteControl.noFinalizerRemoval();
        }
        upkeeps.values().forEach(one -> one.inPlace().forget(component));
        ComponentSources caches = Objects.requireNonNull(sources);
        List<Place> places = caches.lastPlaces(component, owner.get());
        if (places.isEmpty()) {
            publisher(context).endAway(component, caches.away(component, owner.get()));
            return again(UNFILLED);
        }
        Stop.Means means = new Stop.Means(
                places,
                publisher(context),
                () -> manifests(component, owner.get())
                        .flatMap(view -> manifestSteps(component, view, context).remove()));
        Optional<Duration> again = new Stop(component, caches, means, clock.instant()).proceed(context);
        if (again.isPresent()) {
            return again(again.get());
        }
        Objects.requireNonNull(watches).forget(owner.get());
        slots.forget(component, context.getPrimaryCache());
        return DeleteControl.noFinalizerRemoval();
    }

    /** Zero: when something happens. */
    private static DeleteControl again(Duration later) {
        DeleteControl control = DeleteControl.noFinalizerRemoval();
        return later.isZero() ? control : control.rescheduleAfter(later.toMillis());
    }

    /** A pass that ends early says so, when the quick tries are over. */
    @Override
    public ErrorStatusUpdateControl<Component> updateErrorStatus(
            Component component, Context<Component> context, Exception failure) {
        Objects.requireNonNull(sources).doubt(component);
        if (Unavailable.lasts(context, component, clock.instant())) {
            String words = Unavailable.describe(failure);
            if (component.isMarkedForDeletion()) {
                publisher(context).obstructedEnd(component, words);
            } else {
                var _ = publisher(context).undecided(component, words);
            }
        }
        return ErrorStatusUpdateControl.defaultErrorProcessing();
    }

    /** Made by a newer operator: left as it is. The installation says why, or writes it as this operator understands it. */
    private static boolean isNewer(Component component) {
        return !NewerValues.newer(component).isEmpty();
    }

    private Optional<ManifestView> manifests(Component component, Owner owner) {
        return component.getSpec().type() == WorkloadType.Manifests
                ? Optional.of(ManifestView.read(
                        component, owner, Objects.requireNonNull(sources), Objects.requireNonNull(watches)))
                : Optional.empty();
    }

    private ManifestSteps manifestSteps(Component component, ManifestView view, Context<Component> context) {
        ComponentSources caches = Objects.requireNonNull(sources);
        return new ManifestSteps(component, view, caches.home(view.owner()).revisions(), upkeep(ONLY), context);
    }

    private ComponentPublisher publisher(Context<Component> context) {
        return new ComponentPublisher(context, Objects.requireNonNull(waker), slots, statuses, clock);
    }
}
