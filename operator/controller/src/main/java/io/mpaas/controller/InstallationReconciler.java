package io.mpaas.controller;

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
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.controller.observe.Instruments;
import io.mpaas.planning.Blueprint;
import io.mpaas.planning.Compilation;
import io.mpaas.planning.Problems;
import io.mpaas.planning.decide.InstallationFacts;
import io.mpaas.planning.decide.Reason;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One installation: compile, write Components, report the whole. */
@ControllerConfiguration(
        name = "installation",
        finalizerName = Mpaas.STOP_FINALIZER,
        fieldManager = Mpaas.FIELD_MANAGER,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 1, timeUnit = TimeUnit.HOURS))
@GradualRetry(maxAttempts = -1, initialInterval = 200, intervalMultiplier = 2, maxInterval = 30_000)
public class InstallationReconciler implements Reconciler<Installation>, Cleaner<Installation> {
    private final Compilations compilations = new Compilations();
    private final InstallationPublisher publisher;
    private final Instruments instruments;
    private @Nullable InstallationSources sources;

    @Inject
    public InstallationReconciler(StatusWriter statuses, Instruments instruments) {
        this.instruments = instruments;
        this.publisher = new InstallationPublisher(statuses, Clock.systemUTC());
    }

    @Override
    public List<EventSource<?, Installation>> prepareEventSources(EventSourceContext<Installation> context) {
        sources = new InstallationSources(context);
        List<EventSource<?, Installation>> all = new ArrayList<>(sources.all());
        all.add(instruments.resync(context));
        return all;
    }

    @Override
    public UpdateControl<Installation> reconcile(Installation installation, Context<Installation> context) {
        InstallationSources caches = Objects.requireNonNull(sources);
        Optional<Installation> rival = caches.rival(installation);
        if (rival.isPresent()) {
            return publisher.publish(installation, second(installation, rival.get()), context);
        }
        Compilations.Remembered compiled = compilations.of(
                installation, caches.release(installation), caches.facts(installation), toStop(installation));
        Optional<String> obstacle = compiled.compilation()
                .blueprint()
                .filter(_ -> Asked.hold(installation).isEmpty())
                .flatMap(blueprint -> new ComponentWriter(installation, caches, context)
                        .write(blueprint, compiled.equalGenerations()));
        return instruments.ended(
                context,
                installation,
                publisher.publish(installation, facts(installation, compiled.compilation(), obstacle), context));
    }

    @Override
    public DeleteControl cleanup(Installation installation, Context<Installation> context) {
        InstallationSources caches = Objects.requireNonNull(sources);
        compilations.forget(installation);
        if (caches.components(installation).isEmpty()) {
            publisher.forget(installation);
            return DeleteControl.defaultDelete();
        }
        Optional<String> obstacle = Asked.hold(installation).isEmpty()
                ? new ComponentWriter(installation, caches, context).deleteAll()
                : Optional.empty();
        return publisher.publishStopping(installation, stopping(installation, obstacle), context);
    }

    /** Stopped for good, or for a cold restart until everything has been. */
    private static boolean toStop(Installation installation) {
        return installation.getSpec().state() == RunState.Stopped
                || Asked.coldRestart(installation)
                        .filter(asked -> !asked.equals(status(installation).coldRestart()))
                        .isPresent();
    }

    private static InstallationStatus status(Installation installation) {
        return installation.getStatus() == null ? InstallationStatus.EMPTY : installation.getStatus();
    }

    private static InstallationFacts.Wishes wishes(Installation installation) {
        return new InstallationFacts.Wishes(
                installation.isMarkedForDeletion(),
                toStop(installation),
                Asked.coldRestart(installation),
                Asked.hold(installation));
    }

    private InstallationFacts facts(Installation installation, Compilation compilation, Optional<String> obstacle) {
        InstallationSources caches = Objects.requireNonNull(sources);
        var components = caches.components(installation);
        Optional<Reason> refused = compilation.blueprint().isPresent()
                ? Optional.empty()
                : Optional.of(caches.release(installation).isPresent() ? Reason.Rejected : Reason.ReleaseNotFound);
        return new InstallationFacts(
                installation.getMetadata().getGeneration(),
                wishes(installation),
                refused,
                obstacle,
                compilation.problems(),
                compilation
                        .blueprint()
                        .map(blueprint -> blueprint.components().size())
                        .orElse(components.size()),
                compilation.blueprint().map(Blueprint::version),
                components,
                Endpoints.of(caches.exposed(installation)),
                caches.nodes());
    }

    private InstallationFacts stopping(Installation installation, Optional<String> obstacle) {
        InstallationSources caches = Objects.requireNonNull(sources);
        var components = caches.components(installation);
        return new InstallationFacts(
                installation.getMetadata().getGeneration(),
                wishes(installation),
                Optional.empty(),
                obstacle,
                List.of(),
                components.size(),
                Optional.empty(),
                components,
                List.of(),
                caches.nodes());
    }

    private InstallationFacts second(Installation installation, Installation first) {
        ReportedProblem problem = new ReportedProblem(
                Problems.ERROR,
                Problems.Reason.SecondInstallation.name(),
                "metadata.namespace",
                "namespace " + installation.getMetadata().getNamespace() + " belongs to Installation "
                        + first.getMetadata().getName() + ": use a namespace of its own for each Installation");
        return new InstallationFacts(
                installation.getMetadata().getGeneration(),
                wishes(installation),
                Optional.of(Reason.SecondInstallation),
                Optional.empty(),
                List.of(problem),
                0,
                Optional.empty(),
                java.util.Map.of(),
                List.of(),
                Objects.requireNonNull(sources).nodes());
    }
}
