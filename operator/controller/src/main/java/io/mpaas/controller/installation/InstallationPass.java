package io.mpaas.controller.installation;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.controller.cluster.Live;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.skew.NewerValues;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.release.ReleaseChoice;
import io.mpaas.planning.site.Moves;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.value.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One pass over one installation.
 *
 * <pre>
 *   choose the Release ─▶ compile ─▶ try it ─▶ still the newest spec? ─▶ write Components ─▶ keep what was accepted
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
     * @param release that is accepted now
     * @param obstacle what the cluster refused, in its words
     * @param behind nothing was done, because the spec is not the newest
     */
    record Result(
            Compilation compilation, Optional<AcceptedRelease> release, Optional<String> obstacle, boolean behind) {}

    /** @throws Obstacle where nothing can be said of a spec, because what it refers to cannot be read */
    Result run(Identification identification) {
        ReleaseChoice choice = acceptance.choose(installation);
        Compilations.Remembered compiled = compile(choice);
        if (compiled.compilation().blueprint().filter(Blueprint::needsKey).isPresent()) {
            Optional<String> refused = acceptance.makeKey(installation, context);
            if (refused.isPresent()) {
                return new Result(compiled.compilation(), Optional.empty(), refused, false);
            }
            compiled = compile(choice);
        }
        if (compiled.compilation().blueprint().filter(Blueprint::needsKey).isPresent()) {
            return new Result(compiled.compilation(), Optional.empty(), Optional.empty(), true);
        }
        Optional<Blueprint> blueprint = compiled.compilation()
                .blueprint()
                .filter(_ -> Asked.hold(installation).isEmpty());
        if (blueprint.isEmpty()) {
            return new Result(compiled.compilation(), Optional.empty(), Optional.empty(), false);
        }
        return carryOut(blueprint.get(), compiled, choice, identification);
    }

    private Result carryOut(
            Blueprint blueprint,
            Compilations.Remembered compiled,
            ReleaseChoice choice,
            Identification identification) {
        Compilation tried = sources.where().elsewhere(installation).isPresent()
                ? compiled.compilation() // that cluster is not asked
                : compilations.tried(installation, compiled.compilation(), sources.components(installation));
        if (tried.blueprint().isEmpty()) {
            return new Result(tried, Optional.empty(), Optional.empty(), false);
        }
        ComponentWriter writer = new ComponentWriter(installation, sources, context);
        if (writer.changesWhatIs(blueprint) && !isNewest()) {
            return new Result(compiled.compilation(), Optional.empty(), Optional.empty(), true);
        }
        identification.fence(installation, blueprint.contentHashes().values());
        Optional<String> obstacle = writer.write(blueprint, compiled.equalGenerations());
        if (obstacle.isEmpty()) {
            obstacle = acceptance.keep(installation, choice, blueprint, context);
        }
        return new Result(compiled.compilation(), choice.identity(), obstacle, false);
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
        Moves.refused(sources.components(installation).values(), facts.elsewhere())
                .ifPresent(told::add);
        Outside.refused(installation, facts.elsewhere()).ifPresent(told::add);
        if (choice.problems().isEmpty()) {
            sources.release(installation).map(NewerValues::inRelease).ifPresent(told::addAll);
        }
        boolean stopped = InstallationView.toStop(installation);
        Compilations.Remembered compiled = compilations.of(installation, choice, told, facts, stopped);
        return compiled.compilation().problems().stream().noneMatch(InstallationPass::isOfClass)
                ? compiled
                : compilations.of(installation, choice, told, facts.withClaims(claims()), stopped);
    }

    private static boolean isOfClass(ReportedProblem problem) {
        return Problems.Reason.StorageClassMissing.name().equals(problem.reason());
    }

    /** Names of the volume claims that exist; there is no cache of them. */
    private Set<String> claims() {
        return sources
                .where()
                .there(installation)
                .list(PersistentVolumeClaim.class, installation.getMetadata().getNamespace())
                .stream()
                .map(claim -> claim.getMetadata().getName())
                .collect(Collectors.toSet());
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
                .isPresent();
    }
}
