package io.mpaas.controller.installation;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.controller.cluster.Live;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.site.Outside;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of the end of an installation that is being deleted.
 *
 * <pre>
 *   another one in its place? whose objects are its own? held? ─▶ delete Components ─▶ gone? ─▶ what is left ─▶ let go
 * </pre>
 */
final class InstallationEnd {
    private final InstallationSources sources;
    private final Identification identification;
    private final Context<Installation> context;
    private final Instant now;

    InstallationEnd(
            InstallationSources sources, Identification identification, Context<Installation> context, Instant now) {
        this.sources = sources;
        this.identification = identification;
        this.context = context;
        this.now = now;
    }

    /** How far it is. */
    sealed interface State {
        /** The object that this is about is gone already, and another of its name is not being deleted. */
        record Superseded() implements State {}

        /** Whose objects are its own cannot be told: nothing is deleted, and it is not let go. */
        record Ambiguous(ReportedProblem problem) implements State {}

        /** Nothing of it is left. */
        record Gone() implements State {}

        /**
         * Something is left.
         *
         * @param why what keeps it, if that is worth a sentence
         * @param lookAgain whether no event will tell of the next step
         */
        record Left(Installation installation, Optional<String> why, boolean lookAgain) implements State {}
    }

    State next(Installation given) {
        try {
            return step(given);
        } catch (Obstacle obstacle) {
            return new State.Left(given, Optional.of(obstacle.sentence()), true);
        }
    }

    private State step(Installation given) {
        Identification.Identified who = identification.inDeletion(given);
        if (who.problem().isPresent()) {
            return new State.Ambiguous(who.problem().get());
        }
        Installation installation = isSomewhere(who.installation())
                ? identification
                        .inDeletion(new LeavingSite(sources, context, now).decided(who.installation()))
                        .installation()
                : who.installation();
        var components = sources.components(installation).values();
        boolean begun = !components.isEmpty() && components.stream().allMatch(one -> one.isMarkedForDeletion());
        if (!begun && isSuperseded(given)) {
            return new State.Superseded();
        }
        if (Asked.hold(installation).isPresent()) {
            return new State.Left(installation, Optional.empty(), false);
        }
        boolean leaves = !Outside.leftBehind(installation).isEmpty();
        if ((!leaves || Whereabouts.isInSeveral(installation))
                && isSomewhere(installation)
                && sources.where().all(installation).isEmpty()) {
            return new State.Left(installation, Optional.of(sources.where().notStopped(installation)), true);
        }
        if (!components.isEmpty()) {
            return new State.Left(installation, new ComponentWriter(installation, sources, context).deleteAll(), false);
        }
        Optional<String> left = lastWishes(installation);
        return left.isPresent() ? new State.Left(installation, left, true) : new State.Gone();
    }

    private Optional<String> lastWishes(Installation installation) {
        try {
            return inEachCluster(installation);
        } catch (Obstacle obstacle) {
            return Optional.of(obstacle.sentence());
        } catch (KubernetesClientException e) {
            RuntimeException failure = Obstacle.orUnavailable("what is left of it", e);
            if (failure instanceof Obstacle obstacle) {
                return Optional.of(obstacle.sentence());
            }
            throw failure;
        }
    }

    /** Elsewhere before here, but not before the last Component is gone. */
    private Optional<String> inEachCluster(Installation installation) {
        Whereabouts where = sources.where();
        LastWishes here = new LastWishes(where.home(), installation, now);
        boolean left = !Outside.leftBehind(installation).isEmpty();
        boolean alone = left && !Whereabouts.isInSeveral(installation);
        if (alone || !isSomewhere(installation) || !where.isElsewhere(installation)) {
            return here.next();
        }
        return here.components()
                .or(() -> where.there(installation).stream()
                        .filter(there -> !there.isOwn())
                        .flatMap(there -> new LastWishes(there, installation, now).next().stream())
                        .findFirst())
                .or(here::next);
    }

    /** Whether anything of it was ever made: one that never got so far need not wait for its Site. */
    private boolean isSomewhere(Installation installation) {
        InstallationStatus status = installation.getStatus();
        return !sources.components(installation).isEmpty() || (status != null && status.release() != null);
    }

    /** By what the API server has: after a gap in the watch the event of a former object of this name may come last. */
    private boolean isSuperseded(Installation given) {
        return new Live(context.getClient())
                .read(
                        Installation.class,
                        given.getMetadata().getNamespace(),
                        given.getMetadata().getName())
                .filter(live ->
                        !live.getMetadata().getUid().equals(given.getMetadata().getUid()))
                .isPresent();
    }
}
