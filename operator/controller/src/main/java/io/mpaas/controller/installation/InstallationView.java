package io.mpaas.controller.installation;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.controller.skew.NewerValues;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Endpoints;
import io.mpaas.planning.site.LeftBehind;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.whole.ChangeFacts;
import io.mpaas.planning.whole.InstallationFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the caches say about an installation, as the facts that its status is made from. */
final class InstallationView {
    private final InstallationSources sources;

    InstallationView(InstallationSources sources) {
        this.sources = sources;
    }

    /** Stopped for good, or for a cold restart until everything has been. */
    static boolean toStop(Installation installation) {
        return installation.getSpec().state() == RunState.Stopped
                || Asked.coldRestart(installation)
                        .filter(asked -> !asked.equals(status(installation).coldRestart()))
                        .isPresent();
    }

    static InstallationStatus status(Installation installation) {
        return installation.getStatus() == null ? InstallationStatus.EMPTY : installation.getStatus();
    }

    private InstallationFacts.Wishes wishes(Installation installation, SortedSet<String> waiting) {
        return new InstallationFacts.Wishes(
                installation.isMarkedForDeletion(),
                toStop(installation),
                Asked.coldRestart(installation),
                Asked.hold(installation),
                installation.getSpec().updatesWait() ? Optional.of(waiting) : Optional.empty());
    }

    /** What was decided before of the change that it is in. */
    static ChangeFacts undecided(Installation installation) {
        return new ChangeFacts(
                Optional.empty(), Optional.ofNullable(status(installation).refused()), Optional.empty(), false);
    }

    /** After a pass. */
    InstallationFacts facts(Installation installation, InstallationPass.Result result) {
        Compilation compilation = result.compilation();
        Map<String, Component> components = sources.components(installation);
        Optional<Reason> refused =
                compilation.blueprint().isPresent() ? Optional.empty() : Optional.of(reason(compilation.problems()));
        return new InstallationFacts(
                installation.getMetadata().getGeneration(),
                wishes(installation, differing(components, result.blueprint())),
                change(installation, result, components),
                refused,
                result.obstacle(),
                compilation.problems(),
                result.blueprint()
                        .map(blueprint -> blueprint.components().size())
                        .orElse(components.size()),
                result.blueprint().map(Blueprint::version),
                result.release(),
                components,
                Endpoints.of(sources.exposed(installation)),
                sources.where().facts(installation).with(result.blueprint().flatMap(Blueprint::placement)));
    }

    private static ChangeFacts change(
            Installation installation, InstallationPass.Result result, Map<String, Component> components) {
        boolean removalsWait = !installation.getSpec().updatesWait()
                && result.blueprint().isPresent()
                && components.entrySet().stream()
                        .filter(entry -> !entry.getValue().isMarkedForDeletion())
                        .anyMatch(
                                entry -> !result.blueprint().get().components().containsKey(entry.getKey()));
        return new ChangeFacts(
                result.change().entry(),
                result.change().refused(),
                result.change().noWayBack(),
                removalsWait);
    }

    /** Those that are not, or not any more, what the blueprint has. */
    private static SortedSet<String> differing(Map<String, Component> components, Optional<Blueprint> blueprint) {
        SortedSet<String> names = new TreeSet<>();
        blueprint
                .map(Blueprint::components)
                .ifPresent(wanted -> components.forEach((name, component) -> {
                    ComponentSpec now = wanted.get(name);
                    if (now == null
                            || !now.contentHash().equals(component.getSpec().contentHash())) {
                        names.add(name);
                    }
                }));
        return names;
    }

    private static Reason reason(List<ReportedProblem> problems) {
        boolean noRelease = problems.stream()
                .anyMatch(problem -> Problems.Reason.ReleaseNotFound.name().equals(problem.reason()));
        return noRelease ? Reason.ReleaseNotFound : Reason.Rejected;
    }

    /** Whether anything can be done in the cluster that it runs in, or nothing is to be done there. */
    boolean isWithinReach(Installation installation) {
        return sources.where().cluster(installation).isPresent()
                || sources.where().out(installation).isPresent();
    }

    /** Of one whose cluster nothing can be done in; empty while nobody knows yet. */
    Optional<InstallationFacts> away(Installation installation) {
        Whereabouts where = sources.where();
        Optional<String> obstacle =
                toStop(installation) ? Optional.of(where.notStopped(installation)) : Optional.empty();
        return where.away(installation).map(_ -> stopping(installation, obstacle));
    }

    /** While it is being deleted. */
    InstallationFacts stopping(Installation installation, Optional<String> obstacle) {
        SortedSet<String> sites = Outside.leftBehind(installation);
        Optional<String> left = sites.isEmpty()
                ? Optional.empty()
                : Optional.of("what is in Site " + String.join(", ", sites) + " stays there; ConfigMap "
                        + LeftBehind.NAME + " lists it");
        return refused(installation, Optional.empty(), obstacle.or(() -> left), List.of());
    }

    /** One that is not looked at any further. */
    Optional<InstallationFacts> refused(Installation installation) {
        List<ReportedProblem> unreadable = NewerValues.unreadable(installation);
        return sources.rival(installation)
                .map(first -> second(installation, first))
                .or(() -> unreadable.isEmpty() ? Optional.empty() : Optional.of(unreadable(installation, unreadable)));
    }

    /** One that has to wait for another of its namespace. */
    private InstallationFacts second(Installation installation, Installation first) {
        ReportedProblem problem = new ReportedProblem(
                Problems.ERROR,
                Problems.Reason.SecondInstallation.name(),
                "metadata.namespace",
                "namespace " + installation.getMetadata().getNamespace() + " belongs to Installation "
                        + first.getMetadata().getName() + ": use a namespace of its own for each Installation");
        return refused(installation, Optional.of(Reason.SecondInstallation), Optional.empty(), List.of(problem));
    }

    /** One of which nobody can tell whose objects are its own. */
    InstallationFacts ambiguous(Installation installation, ReportedProblem problem) {
        return refused(installation, Optional.of(Reason.AmbiguousLeftovers), Optional.empty(), List.of(problem));
    }

    /** One of whose spec something was cut out: it is not carried out, and nothing is written on it but its status. */
    private InstallationFacts unreadable(Installation installation, List<ReportedProblem> problems) {
        return refused(installation, Optional.of(Reason.Rejected), Optional.empty(), problems);
    }

    private InstallationFacts refused(
            Installation installation,
            Optional<Reason> reason,
            Optional<String> obstacle,
            List<ReportedProblem> problems) {
        Map<String, Component> components =
                reason.filter(Reason.SecondInstallation::equals).isPresent()
                        ? Map.of()
                        : sources.components(installation);
        return new InstallationFacts(
                installation.getMetadata().getGeneration(),
                wishes(installation, new TreeSet<>()),
                undecided(installation),
                reason,
                obstacle,
                problems,
                components.size(),
                Optional.empty(),
                Optional.empty(),
                components,
                List.of(),
                sources.where().facts(installation));
    }
}
