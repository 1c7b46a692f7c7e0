package io.mpaas.controller.installation;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.history.WayBack;
import io.mpaas.planning.release.ReleaseChoice;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Problems;
import java.util.stream.Collectors;

/** An entry of the history, compiled again with the Release and the data that were kept of it. */
final class EarlierEntry {
    private final InstallationSources sources;
    private final Acceptance acceptance;
    private final Compilations compilations;

    EarlierEntry(InstallationSources sources, Acceptance acceptance, Compilations compilations) {
        this.sources = sources;
        this.acceptance = acceptance;
        this.compilations = compilations;
    }

    /**
     * What the entry comes to now; what is stopped or paused stays so.
     *
     * @param facts what is known of the cluster
     */
    Compilations.Remembered compile(Installation installation, HistoryEntry entry, SiteFacts facts) {
        Installation earlier = Json.as(Json.tree(installation), Installation.class);
        earlier.setSpec(Json.as(WayBack.spec(installation, entry, false), InstallationSpec.class));
        earlier.getMetadata().setGeneration(entry.number());
        ReleaseChoice choice = acceptance.choose(earlier, entry);
        SiteFacts then = facts.asItWas(entry.choices(), entry.data());
        boolean stopped = InstallationView.toStop(installation);
        Compilations.Remembered compiled = compilations.ofEarlier(earlier, choice, then, stopped);
        return lacksClass(compiled.compilation())
                ? compilations.ofEarlier(earlier, choice, then.withClaims(sources.claims(installation)), stopped)
                : compiled;
    }

    /** Whether a StorageClass is missing: claims that exist need none any more. */
    static boolean lacksClass(Compilation compilation) {
        return compilation.problems().stream()
                .anyMatch(problem -> Problems.Reason.StorageClassMissing.name().equals(problem.reason()));
    }

    /** Why it cannot be carried out, a sentence. */
    static String impossible(HistoryEntry entry, Compilation compilation) {
        String problems = compilation.problems().stream()
                .filter(Problems::isError)
                .map(problem -> problem.field() + ": " + problem.message())
                .collect(Collectors.joining("; "));
        return "nothing is changed: entry " + entry.number() + " of the history, which is to be brought back, "
                + (problems.isEmpty()
                        ? "would come to something else today, because data or a choice of that time is not known any more: correct"
                                + " the spec"
                        : "cannot be carried out any more: " + problems);
    }
}
