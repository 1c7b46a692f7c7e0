package io.mpaas.cli.web;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cli.status.Board;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The answer in one sentence, and what else holds for the whole installation. Pure. */
final class Verdict {
    private static final Set<String> ON_THE_WAY = Set.of("Starting", "Updating");

    private static final Set<String> STOPPING = Set.of("Stopping", "Stopped");

    private Verdict() {}

    static Say of(String phase, Board board, List<Cause> causes) {
        Set<String> affected = new TreeSet<>();
        causes.forEach(cause -> affected.addAll(cause.victims()));
        causes.forEach(cause -> affected.remove(cause.name()));
        long errors = board.problems().stream()
                .filter(problem -> "Error".equals(problem.severity()))
                .count();
        long outages = causes.stream().filter(Cause::outage).count();
        return Say.of("verdict." + phase + nuance(phase, board, outages > 0))
                .with("ready", board.ready())
                .with("total", board.total())
                .with("open", board.total() - board.ready())
                .with("causes", outages)
                .with("waiting", affected.size())
                .with("problems", errors)
                .with("held", board.held() == null ? "" : board.held());
    }

    /** Components are ahead of the Installation, which has one word for all of them, and none at first. */
    private static String nuance(String phase, Board board, boolean outage) {
        if (phase.equals("Unknown")) {
            return board.rows().stream()
                            .anyMatch(row -> row.phase() != ComponentPhase.Waiting || row.forSeconds() != null)
                    ? ".begun"
                    : "";
        }
        if (outage) {
            return ON_THE_WAY.contains(phase) ? ".failing" : "";
        }
        if (!phase.equals("Degraded")) {
            return "";
        }
        return board.ready() == board.total() ? ".over" : ".mild";
    }

    private static List<Say> asked(Board board) {
        List<Say> asked = new ArrayList<>();
        if (board.held() != null) {
            asked.add(Say.of("note.held").with("held", board.held()));
        }
        if (board.paused()) {
            asked.add(Say.of("note.paused"));
        }
        if (board.takenBack() != null) {
            asked.add(Say.of("note.takenBack").with("words", board.takenBack()));
        }
        return asked;
    }

    static List<Say> notes(Seen seen, Board board, String phase) {
        List<Say> notes = new ArrayList<>();
        var installation = seen.installation();
        if (seen.deleted()) {
            return notes;
        }
        if (installation.isMarkedForDeletion()) {
            notes.add(Say.of("note.deleting"));
        } else if (installation.getSpec().state() == RunState.Stopped && !STOPPING.contains(phase)) {
            notes.add(Say.of("note.stopped"));
        }
        notes.addAll(asked(board));
        InstallationStatus status = installation.getStatus();
        if (status == null) {
            return notes;
        }
        Conditions.find(status.conditions(), Conditions.Type.SitesReady)
                .filter(condition -> "False".equals(condition.getStatus()))
                .ifPresent(condition -> notes.add(
                        Say.of(Reason.SiteOut.name().equals(condition.getReason()) ? "note.siteOut" : "note.site")
                                .with("words", condition.getMessage())));
        if (seen.products().isEmpty() && !seen.components().isEmpty()) {
            notes.add(Say.of("note.noProducts").with("release", board.release()));
        }
        return notes;
    }
}
