package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes a Site back. */
@Command(
        name = "in",
        description = "Take a Site back that is Out: what it is owed is done there, in order.",
        footer = {
            "",
            "Nothing there counts before it was looked at; then each component is started, updated or stopped as the spec asks"
                    + " now, dependencies first.",
            "",
            "Examples:",
            "  kubectl mpaas site in room-b -n mpaas --reason 'dry again'",
            "",
            "Exit codes: 0 it is In, 1 refused, 2 no answer, 3 the cluster cannot be reached."
        })
public final class SiteInCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private SiteWord word = new SiteWord();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() {
        try (Cluster open = cluster.open()) {
            String title = word.say(open, SiteState.In);
            spec.commandLine()
                    .getOut()
                    .println("Site " + word.site() + " is In for " + title + ": `kubectl mpaas status` shows how it is"
                            + " brought up to date");
            return ExitCode.GOOD;
        }
    }
}
