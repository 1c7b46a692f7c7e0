package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.SiteState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives a Site up, for now. */
@Command(
        name = "out",
        description = "Give a Site up for now: the operator does nothing there, and goes on without it.",
        footer = {
            "",
            "What runs there counts neither as wanted nor as running; it is not touched, and may go on. Stop, cold restart and"
                    + " deletion go on without it. What it is owed is in the status of its components; `kubectl mpaas site in`"
                    + " takes it back. Silence never does this by itself. Write it into the file that you apply, too:"
                    + " spec.sites: [{name: SITE, state: Out}].",
            "",
            "Examples:",
            "  kubectl mpaas site out room-b -n mpaas --reason 'flooded'",
            "",
            "Exit codes: 0 it is Out, 1 refused, 2 no answer, 3 the cluster cannot be reached."
        })
public final class SiteOutCommand implements Callable<Integer> {
    @Mixin
    private SiteWord word = new SiteWord();

    @Override
    public Integer call() {
        return word.say(SiteState.Out, "nothing is done there until `kubectl mpaas site in`");
    }
}
