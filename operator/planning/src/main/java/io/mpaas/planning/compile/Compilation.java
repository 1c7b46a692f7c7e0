package io.mpaas.planning.compile;

import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.value.Problems;
import java.util.List;
import java.util.Optional;

/** Outcome of compiling: everything wrong at once, and a blueprint exactly if none of it is an error. */
public record Compilation(Optional<Blueprint> blueprint, List<ReportedProblem> problems) {
    public Compilation {
        problems = List.copyOf(problems);
    }

    static Compilation rejected(Problems problems) {
        return new Compilation(Optional.empty(), problems.list());
    }

    /** Not carried out, for these reasons. */
    public static Compilation rejected(List<ReportedProblem> problems) {
        return new Compilation(Optional.empty(), problems);
    }

    /** The same, with more to be told. */
    public Compilation with(List<ReportedProblem> more) {
        return more.isEmpty()
                ? this
                : new Compilation(
                        blueprint,
                        java.util.stream.Stream.concat(more.stream(), problems.stream())
                                .toList());
    }

    /** The same, not carried out after all, for these reasons. */
    public Compilation refused(List<ReportedProblem> why) {
        return new Compilation(Optional.empty(), problems).with(why);
    }

    /** The same, with everything to be stopped. */
    public Compilation stopped() {
        return new Compilation(blueprint.map(Blueprint::stopped), problems);
    }
}
