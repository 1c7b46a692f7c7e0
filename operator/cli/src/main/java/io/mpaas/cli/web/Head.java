package io.mpaas.cli.web;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.cli.status.Board;
import io.mpaas.cli.status.Boards;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Say;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of the installation as a whole.
 *
 * @param phase one word; {@code Deleted} once it is gone, {@code Unknown} before an operator has looked at it
 * @param verdict the answer to the first question: is all well?
 * @param notes what else holds for all of it
 * @param path the chain of starts that decides how long: still to come or, once Ready, as it was
 * @param readySince since when all are Ready, be that the end of a start or of a loss; absent while they are not
 * @param startPath the chain that decided how long the last start took, whatever happened since; the same as path while one goes on
 * @param tookSeconds the start or update that made it Ready, if that is known
 * @param endsAt when a chain that is still to come is expected to end
 */
public record Head(
        String namespace,
        String installation,
        String release,
        @Nullable String tier,
        String phase,
        int ready,
        int total,
        @Nullable String startedAt,
        @Nullable String readySince,
        Say verdict,
        List<Say> notes,
        List<ReportedProblem> problems,
        List<String> path,
        List<String> startPath,
        @Nullable Long tookSeconds,
        @Nullable String endsAt) {
    public Head {
        notes = List.copyOf(notes);
        problems = List.copyOf(problems);
        path = List.copyOf(path);
        startPath = List.copyOf(startPath);
    }

    static Head of(Seen seen, Board board, List<Cause> causes, Instant now) {
        InstallationStatus status =
                Optional.ofNullable(seen.installation().getStatus()).orElse(InstallationStatus.EMPTY);
        String phase = phase(seen, board);
        Optional<Board.Path> path = Optional.ofNullable(board.criticalPath());
        Long seconds = path.map(Board.Path::seconds).orElse(null);
        boolean open = !board.isReady() && seconds != null;
        return new Head(
                board.namespace(),
                board.installation(),
                board.release(),
                board.tier(),
                phase,
                board.ready(),
                board.total(),
                status.startedAt(),
                readySince(status),
                Verdict.of(phase, board, causes),
                Verdict.notes(seen, board, phase),
                board.problems(),
                path.map(Board.Path::components).orElse(List.of()),
                startPath(seen, path),
                board.isReady() && path.isPresent() ? board.elapsedSeconds() : null,
                open
                        ? now.truncatedTo(ChronoUnit.SECONDS)
                                .plusSeconds(seconds == null ? 0 : seconds)
                                .toString()
                        : null);
    }

    private static @Nullable String readySince(InstallationStatus status) {
        return Conditions.find(status.conditions(), Conditions.Type.Ready)
                .filter(ready -> "True".equals(ready.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElse(null);
    }

    private static String phase(Seen seen, Board board) {
        return seen.deleted()
                ? "Deleted"
                : board.phase() == null ? "Unknown" : board.phase().name();
    }

    private static List<String> startPath(Seen seen, Optional<Board.Path> path) {
        return path.map(Board.Path::components)
                .orElseGet(() -> Boards.lastStart(seen.installation(), seen.components()));
    }
}
