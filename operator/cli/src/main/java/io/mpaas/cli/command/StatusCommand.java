package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.follow.Follower;
import io.mpaas.cli.follow.Goal;
import io.mpaas.cli.status.Board;
import io.mpaas.cli.status.BoardText;
import io.mpaas.cli.status.Boards;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the board of an installation, once or for as long as it is looked at. */
@Command(
        name = "status",
        description = "Show what runs, what waits, for what, and why.",
        footer = {
            "",
            "With --watch on a terminal the board is redrawn in place; into a file or a pipe one line is written per"
                    + " change. --until-ready ends with the total time and the critical path of this start.",
            "",
            "Examples:",
            "  kubectl mpaas status -n mpaas",
            "  kubectl mpaas status -n mpaas --watch",
            "  kubectl mpaas status -n mpaas --until-ready --timeout 20m",
            "  kubectl mpaas status -n mpaas -o json | jq '.rootBlockers'",
            "",
            "Exit codes: 0 Ready, 1 not Ready (or not in time, or rejected), 2 no answer, 3 the cluster cannot be reached."
        })
public final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private InstallationParameter chosen = new InstallationParameter();

    @Option(
            names = {"-w", "--watch"},
            description = "follow it until interrupted")
    private boolean watch;

    @Option(names = "--until-ready", description = "follow it until it is Ready, or rejected")
    private boolean untilReady;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "of --until-ready, e.g. 90s, 1h30m; default: ${DEFAULT-VALUE}",
            defaultValue = "15m")
    private String timeout = "15m";

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean follow = watch || untilReady;
        if (follow && output.isJson()) {
            throw new ParameterException(
                    spec.commandLine(), "-o json shows one moment: leave out --watch and --until-ready");
        }
        Duration time = WaitOptions.time(spec.commandLine(), timeout);
        try (Cluster open = cluster.open()) {
            Installation installation = chosen.in(open);
            if (follow) {
                Optional<Duration> patience = untilReady ? Optional.of(time) : Optional.empty();
                return new Follower(terminal, spec.commandLine(), Goal.READY, patience).follow(open, installation);
            }
            Board board = Boards.of(installation, open.components(installation), Instant.now());
            print(board);
            return board.isReady() ? ExitCode.GOOD : ExitCode.BAD;
        }
    }

    private void print(Board board) {
        var out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.print(Output.json(board));
        } else {
            BoardText.of(board, terminal).forEach(out::println);
        }
        out.flush();
    }
}
