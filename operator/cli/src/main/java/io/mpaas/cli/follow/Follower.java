package io.mpaas.cli.follow;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.LiveInstallation;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Screen;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.status.Board;
import io.mpaas.cli.status.BoardText;
import io.mpaas.cli.status.Boards;
import io.mpaas.cli.status.Transitions;
import io.mpaas.planning.value.Durations;
import io.mpaas.planning.whole.RootCauses;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Shows an installation until a goal is reached or out of reach: redrawn on a terminal, a line per change elsewhere. */
public final class Follower {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Goal goal;
    private final Optional<Duration> patience;
    private final Instant begin = Instant.now();
    private Optional<Board> shown = Optional.empty();

    /**
     * @param patience how long to wait for the goal; empty = follow it without end
     */
    public Follower(Terminal terminal, CommandLine commandLine, Goal goal, Optional<Duration> patience) {
        this.terminal = terminal;
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
        this.goal = goal;
        this.patience = patience;
    }

    public int follow(Cluster cluster, Installation installation) throws InterruptedException {
        try (LiveInstallation live = new LiveInstallation(cluster, installation, cluster.components(installation))) {
            return follow(live);
        }
    }

    private int follow(LiveInstallation live) throws InterruptedException {
        if (!terminal.interactive()) {
            return end(follow(live, Optional.empty()));
        }
        Ending ending;
        try (Screen screen = new Screen(out)) {
            ending = follow(live, Optional.of(screen));
        }
        return end(ending);
    }

    private enum Ending {
        REACHED,
        REJECTED,
        ROLLED_BACK,
        LATE,
        DELETED
    }

    private Ending follow(LiveInstallation live, Optional<Screen> screen) throws InterruptedException {
        LiveInstallation.State state = live.next(TICK).orElseThrow();
        while (true) {
            if (state.installation().isEmpty()) {
                return Ending.DELETED;
            }
            Board board = Boards.of(state.installation().get(), state.components(), Instant.now());
            screen.ifPresentOrElse(there -> draw(there, board, live.connected()), () -> lines(board));
            LiveInstallation.State seen = state;
            Optional<Ending> ending = patience.flatMap(time -> ending(seen, board, time));
            if (ending.isPresent()) {
                return ending.get();
            }
            Optional<LiveInstallation.State> next = screen.isPresent() ? live.newest(TICK) : live.next(TICK);
            state = next.orElse(state);
        }
    }

    private Optional<Ending> ending(LiveInstallation.State state, Board board, Duration time) {
        if (goal.reached().test(state, board)) {
            return Optional.of(Ending.REACHED);
        }
        if (board.isRejected()) {
            return Optional.of(Ending.REJECTED);
        }
        if (board.isRolledBack() && goal.equals(Goal.READY)) {
            return Optional.of(Ending.ROLLED_BACK);
        }
        boolean late = Instant.now().isAfter(begin.plus(time));
        return late ? Optional.of(Ending.LATE) : Optional.empty();
    }

    private void draw(Screen screen, Board board, boolean connected) {
        shown = Optional.of(board);
        Stream<String> fitting = BoardText.fitting(board, terminal).stream();
        screen.draw(
                (connected ? fitting : Stream.concat(Stream.of("the connection is lost, trying again …"), fitting))
                        .toList(),
                BoardText.of(board, terminal));
    }

    private void lines(Board board) {
        Transitions.between(shown, board, Instant.now()).forEach(out::println);
        out.flush();
        shown = Optional.of(board);
    }

    private int end(Ending ending) {
        Board board = shown.orElseThrow();
        switch (ending) {
            case REACHED -> out.println(isStart() ? started(board) : reached(board));
            case REJECTED ->
                board.problems()
                        .forEach(problem -> err.println(
                                "%s %s: %s".formatted(problem.severity(), problem.field(), problem.message())));
            case ROLLED_BACK -> err.println(board.takenBack());
            case LATE -> err.println(late(board));
            case DELETED -> err.println("Installation " + board.installation() + " is deleted");
        }
        out.flush();
        return ending == Ending.REACHED ? ExitCode.GOOD : ExitCode.BAD;
    }

    private boolean isStart() {
        return goal.equals(Goal.READY) || goal.equals(Goal.STARTED);
    }

    private static String started(Board board) {
        return board.isReady() ? ready(board) : board.installation() + " runs: " + board.takenBack();
    }

    private String reached(Board board) {
        return board.installation() + " is " + goal.words() + " in "
                + Durations.show(Duration.between(begin, Instant.now()));
    }

    private static String ready(Board board) {
        Board.Path path = board.criticalPath();
        String total = board.elapsedSeconds() == null ? "" : " in " + show(board.elapsedSeconds());
        String critical = path == null || path.seconds() == null
                ? ""
                : "; critical path " + show(path.seconds()) + ": " + String.join(" → ", path.components());
        return board.installation() + " is Ready" + total + critical;
    }

    private String late(Board board) {
        String why = board.rootBlockers().isEmpty()
                ? ""
                : ": " + RootCauses.text(board.rootBlockers().getFirst());
        return board.installation() + " is not " + goal.words() + " within "
                + Durations.show(patience.orElse(Duration.ZERO)) + " (" + board.ready() + "/" + board.total() + ")"
                + why;
    }

    private static String show(long seconds) {
        return Durations.show(Duration.ofSeconds(seconds));
    }
}
