package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.follow.Goal;
import picocli.CommandLine.Mixin;

/** An Installation that something is asked of, and that is followed until it is done, if that is wanted. */
final class AskedInstallation {
    @Mixin
    private InstallationParameter chosen = new InstallationParameter();

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    /** What is asked. */
    @FunctionalInterface
    interface Question {
        /** Asks it; the answer is the Installation to follow. */
        Installation ask(Cluster open, Installation installation);
    }

    /** The exit code of the command; nothing is asked if the options make no sense. */
    int ask(Terminal terminal, Goal goal, Question question) throws InterruptedException {
        waiting.check();
        try (Cluster open = cluster.open()) {
            return waiting.follow(terminal, open, question.ask(open, chosen.in(open)), goal);
        }
    }
}
