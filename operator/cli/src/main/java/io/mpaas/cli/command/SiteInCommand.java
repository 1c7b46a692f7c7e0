package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.SiteState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    @Mixin
    private SiteWord word = new SiteWord();

    @Override
    public Integer call() {
        return word.say(SiteState.In, "`kubectl mpaas status` shows how it is brought up to date");
    }
}
