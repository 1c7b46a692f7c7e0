package io.mpaas.graph;

import java.util.Optional;

/** In which edges a cycle is looked for, and what it means to find one. Order matters, see {@link CycleCheck}. */
enum CycleRule {
    PLAIN(Severity.ERROR, Code.CYCLE, "dependency cycle"),
    FIRST_CANDIDATE(
            Severity.ERROR, Code.ALTERNATIVE_CYCLE, "dependency cycle through the first candidate of an alternative"),
    CHOSEN_CANDIDATE(Severity.ERROR, Code.ALTERNATIVE_CYCLE, "dependency cycle through a chosen candidate"),
    OTHER_CANDIDATE(
            Severity.WARNING,
            Code.ALTERNATIVE_CYCLE,
            "dependency cycle in an installation that chooses these candidates"),
    UPDATE(Severity.ERROR, Code.UPDATE_CYCLE, "cycle in the order of updates"),
    UPDATE_OTHER_CANDIDATE(
            Severity.WARNING,
            Code.UPDATE_CYCLE,
            "cycle in the order of updates in an installation that chooses these candidates"),
    OPTIONAL(Severity.WARNING, Code.OPTIONAL_CYCLE, "cycle through optional dependencies (legal)");

    private final Severity severity;
    private final Code code;
    private final String title;

    CycleRule(Severity severity, Code code, String title) {
        this.severity = severity;
        this.code = code;
        this.title = title;
    }

    /** A legal cycle needs no advice. */
    boolean advises() {
        return this != OPTIONAL;
    }

    Problem problem(Cycle cycle) {
        return new Problem(severity, code, cycle.path(), CycleText.of(title, cycle), Optional.of(cycle));
    }
}
