package io.mpaas.controller.installation;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.controller.cluster.Live;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.skew.NewerValues;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.release.ReleaseChoice;
import io.mpaas.planning.rollback.Course;
import io.mpaas.planning.rollback.Irreversible;
import io.mpaas.planning.rollback.Reversal;
import io.mpaas.planning.rollback.Undoing;
import io.mpaas.planning.site.Fitness;
import io.mpaas.planning.site.Moves;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import io.mpaas.planning.whole.ChangeFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One pass over one installation.
 *
 * <pre>
 *   choose the Release ─▶ compile ─▶ on, or back? ─▶ try it ─▶ still the newest spec? ─▶ write Components ─▶ keep what was accepted
 * </pre>
 */
final class InstallationPass {
    /** By then the cache has what the API server has. */
    static final Duration BEHIND = Duration.ofMillis(200);

    private final Installation installation;
    private final InstallationSources sources;
    private final Acceptance acceptance;
    private final Compilations compilations;
    private final Context<Installation> context;

    InstallationPass(
            Installation installation,
            InstallationSources sources,
            Acceptance acceptance,
            Compilations compilations,
            Context<Installation> context) {
        this.installation = installation;
        this.sources = sources;
        this.acceptance = acceptance;
        this.compilations = compilations;
        this.context = context;
    }

    /**
     * What came of it.
     *
     * @param compilation of the spec
     * @param blueprint that is carried out: the spec's, or that of an earlier entry which is gone back to
     * @param release that is accepted now
     * @param obstacle what the cluster refused, in its words
     * @param behind nothing was done, because the spec is not the newest
     */
    record Result(
            Compilation compilation,
            Optional<Blueprint> blueprint,
            Optional<AcceptedRelease> release,
            Optional<String> obstacle,
            ChangeFacts change,
            boolean behind) {}

    /** @throws Obstacle where nothing can be said of a spec, because what it refers to cannot be read */
    Result run(Identification identification) {
        ReleaseChoice choice = acceptance.choose(installation);
        Compilations.Remembered compiled = compile(choice);
        if (compiled.compilation().blueprint().filter(Blueprint::needsKey).isPresent()) {
            Optional<String> refused = acceptance.makeKey(installation, context);
            if (refused.isPresent()) {
                return undecided(compiled.compilation(), refused, false);
            }
            compiled = compile(choice);
        }
        if (compiled.compilation().blueprint().filter(Blueprint::needsKey).isPresent()
                || new UndoneJobs(installation, sources, context).record()) {
            return undecided(compiled.compilation(), Optional.empty(), true);
        }
        Optional<Blueprint> blueprint = compiled.compilation()
                .blueprint()
                .filter(_ -> Asked.hold(installation).isEmpty());
        if (blueprint.isEmpty()) {
            return undecided(compiled.compilation(), Optional.empty(), false);
        }
        Course course = new CourseOfChange(installation, sources, acceptance, context).choose(blueprint.get(), choice);
        return switch (course) {
            case Course.Forward _, Course.NoWayBack _ ->
                forward(blueprint.get(), compiled, choice, identification, course);
            case Course.Refuse(RefusedChange change) ->
                back(compiled, choice, Optional.empty(), change, Optional.empty());
            case Course.Stay(RefusedChange change, String why) -> stay(compiled, choice, change, why);
            case Course.Back way -> back(way, compiled, choice, identification);
        };
    }

    /** Nothing is carried out, and what was decided before stays so. */
    private Result undecided(Compilation compilation, Optional<String> obstacle, boolean behind) {
        ChangeFacts before = InstallationView.undecided(installation);
        return new Result(
                compilation,
                compilation.blueprint().filter(_ -> before.refused().isEmpty()),
                Optional.empty(),
                obstacle,
                before,
                behind);
    }

    private Result forward(
            Blueprint blueprint,
            Compilations.Remembered compiled,
            ReleaseChoice choice,
            Identification identification,
            Course course) {
        Optional<Result> unfit = unfit(blueprint, compiled.compilation());
        if (unfit.isPresent()) {
            return unfit.get();
        }
        Compilation tried = sources.where().isElsewhere(installation)
                ? compiled.compilation() // that cluster is not asked
                : compilations.tried(installation, compiled.compilation(), sources.components(installation));
        if (tried.blueprint().isEmpty()) {
            return undecided(tried, Optional.empty(), false);
        }
        Written written = write(blueprint, compiled, identification);
        if (written.behind()) {
            return undecided(compiled.compilation(), Optional.empty(), true);
        }
        Optional<String> obstacle =
                written.obstacle().or(() -> acceptance.keep(installation, choice, blueprint, context));
        Optional<ChangeFacts.NoWayBack> noWayBack = course instanceof Course.NoWayBack(Reason reason, String sentence)
                ? Optional.of(new ChangeFacts.NoWayBack(reason, sentence))
                : Optional.empty();
        ChangeFacts change =
                new ChangeFacts(acceptance.numberOf(installation, blueprint), Optional.empty(), noWayBack, false);
        return new Result(compiled.compilation(), Optional.of(blueprint), choice.identity(), obstacle, change, false);
    }

    /** While a cluster is not fit for a first write: what comes of it. One that a Component is in is past that. */
    private Optional<Result> unfit(Blueprint blueprint, Compilation compilation) {
        List<ResourceID> elsewhere = sources.where().elsewheres(installation);
        sources.where().firstWrites().wants(installation, elsewhere, blueprint);
        Collection<Component> made = sources.components(installation).values();
        Optional<String> out =
                sources.where().out(installation).filter(_ -> made.isEmpty()).map(Outside::notBegun);
        if (out.isPresent()) {
            return Optional.of(undecided(compilation, out, false));
        }
        List<ResourceID> fresh = elsewhere.stream()
                .filter(site ->
                        made.stream().noneMatch(one -> one.getSpec().placement().containsKey(site.getName())))
                .toList();
        return sources.where()
                .firstWrites()
                .firstWrite(installation, fresh)
                .filter(fitness -> !fitness.verdict().isTrue())
                .map(fitness -> awaits(fitness, compilation));
    }

    private Result awaits(Fitness fitness, Compilation compilation) {
        return fitness.verdict() == Verdict.Unknown
                ? undecided(compilation, Optional.empty(), true)
                : undecided(compilation, Optional.of(fitness.words()), false);
    }

    /**
     * What came of writing Components.
     *
     * @param behind nothing was written, because the spec is not the newest
     * @param obstacle what the API server refused, in its words
     */
    private record Written(boolean behind, Optional<String> obstacle) {}

    private Written write(Blueprint blueprint, Compilations.Remembered compiled, Identification identification) {
        ComponentWriter writer = new ComponentWriter(installation, sources, context);
        if (writer.changesWhatIs(blueprint) && !isNewest()) {
            return new Written(true, Optional.empty());
        }
        identification.fence(installation, blueprint.contentHashes().values());
        return new Written(false, writer.write(blueprint, compiled.equalGenerations()));
    }

    /** There is no way back and none forward: but everything can be stopped, and started again. */
    private Result stay(Compilations.Remembered compiled, ReleaseChoice choice, RefusedChange change, String why) {
        ComponentWriter writer = new ComponentWriter(installation, sources, context);
        if (writer.runsOrStopsOtherwise() && !isNewest()) {
            return undecided(compiled.compilation(), Optional.empty(), true);
        }
        Optional<String> obstacle = writer.runOrStop();
        return back(compiled, choice, Optional.empty(), change, obstacle.or(() -> Optional.of(why)));
    }

    private Result back(
            Course.Back way, Compilations.Remembered compiled, ReleaseChoice choice, Identification identification) {
        Compilations.Remembered earlier = new EarlierEntry(sources, acceptance, compilations)
                .compile(installation, way.entry(), compiled.facts());
        Map<String, Component> components = sources.components(installation);
        Optional<Blueprint> blueprint = earlier.compilation()
                .blueprint()
                .filter(back -> back.contentHashes().equals(way.entry().hashes()))
                .map(back -> Reversal.of(back, compiled.blueprint().contentHashes()))
                .map(back -> Undoing.of(back, compiled.blueprint(), way.change(), installation, components))
                .map(back -> Irreversible.kept(back, components));
        if (blueprint.isEmpty()) {
            String why = EarlierEntry.impossible(way.entry(), earlier.compilation());
            return stay(compiled, choice, way.change(), why);
        }
        Written written = write(blueprint.get(), earlier, identification);
        return written.behind()
                ? undecided(compiled.compilation(), Optional.empty(), true)
                : back(compiled, choice, blueprint, way.change(), written.obstacle());
    }

    private static Result back(
            Compilations.Remembered compiled,
            ReleaseChoice choice,
            Optional<Blueprint> runs,
            RefusedChange change,
            Optional<String> obstacle) {
        ChangeFacts facts = new ChangeFacts(Optional.empty(), Optional.of(change), Optional.empty(), false);
        return new Result(
                compiled.compilation(),
                runs.or(() -> compiled.compilation().blueprint()),
                choice.identity(),
                obstacle,
                facts,
                false);
    }

    private Compilations.Remembered compile(ReleaseChoice choice) {
        try {
            return compileNow(choice);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable("the list of ConfigMaps, Secrets and volume claims", e);
        }
    }

    private Compilations.Remembered compileNow(ReleaseChoice choice) {
        SiteFacts facts = sources.facts(installation, choice);
        List<ReportedProblem> told = new ArrayList<>(NewerValues.in(installation));
        told.addAll(choice.problems());
        acceptance.keyLost(installation).ifPresent(told::add);
        Moves.refused(
                        sources.components(installation).values(),
                        facts.rooms(),
                        site -> sources.where().isReached(installation, site))
                .ifPresent(told::add);
        Outside.refused(installation, facts.rooms()).ifPresent(told::add);
        if (choice.problems().isEmpty()) {
            sources.release(installation).map(NewerValues::inRelease).ifPresent(told::addAll);
        }
        boolean stopped = InstallationView.toStop(installation);
        Compilations.Remembered compiled = compilations.of(installation, choice, told, facts, stopped);
        return EarlierEntry.lacksClass(compiled.compilation())
                ? compilations.of(installation, choice, told, facts.withClaims(sources.claims(installation)), stopped)
                : compiled;
    }

    /** After a gap in the watch a cache shows a spec that nobody wants any more: no pod is to be changed for it. */
    private boolean isNewest() {
        return new Live(context.getClient())
                .read(
                        Installation.class,
                        installation.getMetadata().getNamespace(),
                        installation.getMetadata().getName())
                .filter(live -> !live.isMarkedForDeletion())
                .filter(live -> live.getMetadata()
                        .getUid()
                        .equals(installation.getMetadata().getUid()))
                .filter(live -> Objects.equals(
                        live.getMetadata().getGeneration(),
                        installation.getMetadata().getGeneration()))
                .filter(live -> InstallationView.toStop(live) == InstallationView.toStop(installation))
                .filter(live -> Objects.equals(
                        InstallationView.status(live).refused(),
                        InstallationView.status(installation).refused()))
                .filter(live -> Asked.retry(live).equals(Asked.retry(installation)))
                .isPresent();
    }
}
