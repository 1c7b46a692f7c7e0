package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person's word about a Site, with the reason: it is written on the Installation of the namespace. */
final class SiteWord {
    private static final int LONGEST = 256;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SITE", description = "name of the Site")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why; shown to others")
    private String reason = "";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    /**
     * Writes it, and says so.
     *
     * @param consequence what comes of it, as the end of a sentence
     * @return the exit code of the command
     */
    int say(SiteState state, String consequence) {
        try (Cluster open = cluster.open()) {
            String title = write(open, state);
            spec.commandLine().getOut().println("Site " + name + " is " + state + " for " + title + ": " + consequence);
            return ExitCode.GOOD;
        }
    }

    /** The name of the Installation is the answer. */
    private String write(Cluster open, SiteState state) {
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw Complaint.noAnswer("--reason must say why, in " + LONGEST + " characters at most");
        }
        Installation installation = open.installation(Optional.empty());
        String title = installation.getMetadata().getName();
        List<SiteReference> sites = installation.getSpec().sites();
        if (sites.stream().noneMatch(site -> site.name().equals(name))) {
            throw Complaint.noAnswer(SiteWord.elsewhere(title, name, sites));
        }
        List<SiteReference> said = sites.stream()
                .map(site -> site.name().equals(name) ? new SiteReference(name, state, reason) : site)
                .toList();
        open.replace(installation, "/spec/sites", Json.tree(said));
        return title;
    }

    private static String elsewhere(String title, String name, List<SiteReference> sites) {
        return "nothing of " + title + " runs in Site " + name
                + (sites.isEmpty()
                        ? "; it runs in the operator's own cluster"
                        : "; it runs in: "
                                + sites.stream().map(SiteReference::name).collect(Collectors.joining(", ")));
    }
}
