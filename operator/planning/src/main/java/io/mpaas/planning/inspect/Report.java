package io.mpaas.planning.inspect;

import java.util.List;

/** What became of every check, in their order. */
public record Report(List<Result> results) {
    public Report {
        results = List.copyOf(results);
    }

    /** What it comes to. */
    public enum Outcome {
        /** Everything passed, does not apply, or was accepted. */
        Good,
        /** Something warns, or was not checked: that is never as good as a pass. */
        Warned,
        /** Something failed. */
        Failed
    }

    public Outcome outcome() {
        if (results.stream().anyMatch(result -> result.counts() && result.state() == Result.State.Fail)) {
            return Outcome.Failed;
        }
        return results.stream().anyMatch(Result::counts) ? Outcome.Warned : Outcome.Good;
    }

    /** How many ended so. */
    public long count(Result.State state) {
        return results.stream().filter(result -> result.state() == state).count();
    }
}
