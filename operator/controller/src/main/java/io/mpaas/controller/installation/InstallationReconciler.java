package io.mpaas.controller.installation;

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
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.observe.Instruments;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.report.StatusWriter;
import io.mpaas.controller.report.Unavailable;
import io.mpaas.controller.trial.DryRun;
import io.mpaas.planning.whole.InstallationFacts;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One installation: who is it, compile, write Components, keep what was accepted, report the whole. */
@ControllerConfiguration(
        name = "installation",
        finalizerName = Mpaas.STOP_FINALIZER,
        fieldManager = Mpaas.FIELD_MANAGER,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 1, timeUnit = TimeUnit.HOURS))
@GradualRetry(maxAttempts = -1, initialInterval = 200, intervalMultiplier = 2, maxInterval = 30_000)
public class InstallationReconciler implements Reconciler<Installation>, Cleaner<Installation> {
    /** What is left behind by leftovers of other installations is looked at again: no event tells of it. */
    private static final Duration AMBIGUOUS_RETRY = Duration.ofSeconds(10);

    /** Objects whose Component is gone wake nobody. */
    private static final Duration LEFT_RETRY = Duration.ofMillis(500);

    private final Clock clock = Clock.systemUTC();
    private final InstallationPublisher publisher;
    private final StatusWriter statuses;
    private final Instruments instruments;
    private final Clusters clusters;
    private final Compilations compilations;
    private @Nullable InstallationSources sources;
    private @Nullable Acceptance acceptance;

    @Inject
    public InstallationReconciler(StatusWriter statuses, Instruments instruments, DryRun dryRun, Clusters clusters) {
        this.clusters = clusters;
        this.statuses = statuses;
        this.instruments = instruments;
        this.compilations = new Compilations(new UpdateTrial(dryRun, clock));
        this.publisher = new InstallationPublisher(statuses, clock);
    }

    @Override
    public List<EventSource<?, Installation>> prepareEventSources(EventSourceContext<Installation> context) {
        sources = new InstallationSources(context, clusters);
        acceptance = new Acceptance(sources, clock);
        List<EventSource<?, Installation>> all = sources.all();
        all.add(instruments.ofInstallations(context));
        return all;
    }

    @Override
    public UpdateControl<Installation> reconcile(Installation installation, Context<Installation> context) {
        InstallationSources caches = Objects.requireNonNull(sources);
        InstallationView view = new InstallationView(caches);
        Optional<InstallationFacts> refused = view.refused(installation);
        if (refused.isPresent()) {
            return publisher.publish(installation, refused.get(), context);
        }
        Identification identification = new Identification(caches, context, statuses);
        Identification.Identified who = identification.identify(installation);
        if (who.obstacle().isPresent()) {
            return publisher.publish(installation, view.stopping(installation, who.obstacle()), context);
        }
        if (who.problem().isPresent()) {
            var ambiguous = view.ambiguous(installation, who.problem().get());
            return publisher.publish(installation, ambiguous, context).rescheduleAfter(AMBIGUOUS_RETRY);
        }
        return view.isWithinReach(installation)
                ? pass(who.installation(), identification, view, context)
                : publisher.away(installation, view.away(installation), context);
    }

    private UpdateControl<Installation> pass(
            Installation installation,
            Identification identification,
            InstallationView view,
            Context<Installation> context) {
        InstallationPass.Result result;
        try {
            result = new InstallationPass(
                            installation,
                            Objects.requireNonNull(sources),
                            Objects.requireNonNull(acceptance),
                            compilations,
                            context)
                    .run(identification);
        } catch (Obstacle obstacle) {
            return publisher.publish(
                    installation, view.stopping(installation, Optional.of(obstacle.sentence())), context);
        }
        if (result.behind()) {
            return UpdateControl.<Installation>noUpdate().rescheduleAfter(InstallationPass.BEHIND);
        }
        return instruments.ended(
                context, installation, publisher.publish(installation, view.facts(installation, result), context));
    }

    /** A pass that ends early says so, when the quick tries are over. */
    @Override
    public ErrorStatusUpdateControl<Installation> updateErrorStatus(
            Installation installation, Context<Installation> context, Exception failure) {
        if (Unavailable.lasts(context)) {
            var words = Optional.of(Unavailable.describe(failure));
            var facts = new InstallationView(Objects.requireNonNull(sources)).stopping(installation, words);
            var _ = publisher.publish(installation, facts, context);
        }
        return ErrorStatusUpdateControl.defaultErrorProcessing();
    }

    @Override
    public DeleteControl cleanup(Installation installation, Context<Installation> context) {
        InstallationSources caches = Objects.requireNonNull(sources);
        compilations.forget(installation);
        InstallationView view = new InstallationView(caches);
        var who = new Identification(caches, context, statuses);
        return switch (new InstallationEnd(caches, who, context, clock.instant()).next(installation)) {
            case InstallationEnd.State.Superseded _ -> DeleteControl.noFinalizerRemoval();
            case InstallationEnd.State.Ambiguous(ReportedProblem problem) ->
                publisher
                        .publishStopping(installation, view.ambiguous(installation, problem), context)
                        .rescheduleAfter(AMBIGUOUS_RETRY.toMillis());
            case InstallationEnd.State.Gone _ -> {
                publisher.forget(installation);
                Objects.requireNonNull(acceptance).forget(installation);
                yield DeleteControl.defaultDelete();
            }
            case InstallationEnd.State.Left left -> {
                DeleteControl control = publisher.publishStopping(
                        installation, view.stopping(left.installation(), left.why()), context);
                yield left.lookAgain() ? control.rescheduleAfter(LEFT_RETRY.toMillis()) : control;
            }
        };
    }
}
