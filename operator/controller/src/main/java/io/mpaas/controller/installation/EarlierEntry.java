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

    /** What the entry comes to now; what is stopped or paused stays so. */
    Compilations.Remembered compile(Installation installation, HistoryEntry entry) {
        Installation earlier = Json.as(Json.tree(installation), Installation.class);
        earlier.setSpec(Json.as(WayBack.spec(installation, entry, false), InstallationSpec.class));
        earlier.getMetadata().setGeneration(entry.number());
        ReleaseChoice choice = acceptance.choose(earlier, entry);
        SiteFacts facts = sources.facts(earlier, choice).asItWas(entry.choices(), entry.data());
        return compilations.ofEarlier(earlier, choice, facts, InstallationView.toStop(installation));
    }

    /** Why it cannot be carried out, a sentence. */
    static String impossible(HistoryEntry entry, Compilation compilation) {
        return "entry " + entry.number()
                + " of the history, which is to be brought back, cannot be carried out any more: "
                + compilation.problems().stream()
                        .filter(Problems::isError)
                        .map(problem -> problem.field() + ": " + problem.message())
                        .collect(Collectors.joining("; "));
    }
}
