package io.mpaas.cluster;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets the API server of a cluster in the background fall silent, or go on. */
abstract sealed class SilenceCommand implements Callable<Integer> {
    private final String signal;
    private final String said;

    @Mixin
    private NameOption name = new NameOption();

    SilenceCommand(String signal, String said) {
        this.signal = signal;
        this.said = said;
    }

    @Override
    public Integer call() {
        name.cluster().signalApiServer(signal);
        System.out.printf("The API server of cluster %s %s.%n", name.cluster().name(), said);
        return 0;
    }

    @Command(
            name = "pause",
            description = "Let the API server of a cluster fall silent: it keeps its connections and answers nothing.")
    static final class Pause extends SilenceCommand {
        Pause() {
            super("STOP", "is silent");
        }
    }

    @Command(name = "resume", description = "Let it answer again.")
    static final class Resume extends SilenceCommand {
        Resume() {
            super("CONT", "answers again");
        }
    }
}
