package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Prompt;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says that the cluster that answers is the one that a Site means from now on. */
@Command(
        name = "accept",
        description = "Accept that another cluster answers than the one that was recorded: it was rebuilt.",
        footer = {
            "",
            "Installations of the Site are then started in it from what is kept here: settings and passwords. Data is not kept"
                    + " here, and Jobs that completed do not run again: bring the data back first, or delete the Installation"
                    + " and install anew. On a terminal it asks first; elsewhere it wants --yes.",
            "",
            "Examples:",
            "  kubectl mpaas site accept room-b -n mpaas",
            "",
            "Exit codes: 0 accepted, or nothing to accept, 1 refused or not agreed to, 2 no answer, 3 the cluster cannot be"
                    + " reached."
        })
public final class SiteAcceptCommand implements Callable<Integer> {
    private final Prompt prompt;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SITE", description = "name of the Site")
    private String name = "";

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public SiteAcceptCommand(Prompt prompt) {
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Cluster open = cluster.open()) {
            Site site = open.site(name);
            SiteStatus status = Objects.requireNonNullElse(site.getStatus(), SiteStatus.EMPTY);
            String answering = status.answering();
            if (answering == null) {
                out.println("Site " + name + " is " + (status.stage() == null ? "not looked at yet" : status.stage())
                        + ": no other cluster answers, so there is nothing to accept");
                return ExitCode.GOOD;
            }
            if (!yes) {
                prompt.confirm(out, consequence(status, answering), name);
            }
            open.annotate(site, Mpaas.ACCEPTED_CLUSTER_ANNOTATION, Optional.of(answering));
            out.println("Site " + name + " is cluster " + answering + " from now on");
            return ExitCode.GOOD;
        }
    }

    private String consequence(SiteStatus status, String answering) {
        String users = status.usedBy().isEmpty()
                ? "No Installation runs there."
                : "What runs there (" + String.join(", ", status.usedBy())
                        + ") is started in it from what is kept here;"
                        + " its data is not kept here, and Jobs that completed do not run again.";
        return "Site " + name + " was cluster " + status.identity() + "; cluster " + answering + " answers now. "
                + users;
    }
}
