package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Prompt;
import java.io.PrintWriter;
import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A Site that a person decides about, once it was asked whether that is meant. */
final class SiteChange {
    @Spec(Spec.Target.MIXEE)
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

    String name() {
        return name;
    }

    /** With the Site, as it is now. */
    void with(BiConsumer<Cluster, Site> work) {
        try (Cluster open = cluster.open()) {
            work.accept(open, open.site(name));
        }
    }

    /** Goes on only if a person agrees, by typing the name of the Site; unless they said so before. */
    void confirm(Prompt prompt, String consequence) {
        if (!yes) {
            prompt.confirm(out(), consequence, name);
        }
    }

    void say(String line) {
        out().println(line);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
