package io.mpaas.planning.check;

import static io.mpaas.planning.value.Problems.Reason.InvalidValue;
import static io.mpaas.planning.value.Problems.Reason.NotForThisType;
import static io.mpaas.planning.value.Problems.Reason.UnknownComponent;

import io.mpaas.api.v1alpha1.DependencyType;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.Undo;
import io.mpaas.api.v1alpha1.When;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.ReleaseGraph;
import java.util.List;

/** Jobs and the Jobs that undo them: each of one belongs to one of the other, and nothing else names an undo Job. */
final class UndoCheck {
    private final ReleaseSpec release;
    private final Problems problems;

    private UndoCheck(ReleaseSpec release, Problems problems) {
        this.release = release;
        this.problems = problems;
    }

    static void check(ReleaseSpec release, Problems problems) {
        UndoCheck check = new UndoCheck(release, problems);
        release.components().forEach((name, component) -> {
            check.job(component, ReleaseGraph.COMPONENTS + name);
            check.targets(component, ReleaseGraph.COMPONENTS + name);
            if (component.when() == When.Undo) {
                check.undoJob(name, component, ReleaseGraph.COMPONENTS + name);
            }
        });
        release.products()
                .forEach((product, names) -> names.stream()
                        .filter(check::isUndoJob)
                        .forEach(name -> problems.error(
                                InvalidValue,
                                "spec.products." + product,
                                "product " + product + " names the undo Job " + name
                                        + ", which comes with the Job that it undoes: remove it")));
    }

    private boolean isUndoJob(String name) {
        ReleaseComponent component = release.components().get(name);
        return component != null && component.when() == When.Undo;
    }

    private void job(ReleaseComponent component, String path) {
        String named = component.undoJob();
        if (component.undo() == Undo.Job && named == null) {
            problems.error(
                    InvalidValue,
                    path + ".undoJob",
                    "is missing: with undo: Job it names the Job that undoes this one");
        } else if (named != null && component.undo() != Undo.Job) {
            problems.error(InvalidValue, path + ".undo", "must be Job where undoJob names one");
        } else if (named != null && !isUndoJob(named)) {
            problems.error(
                    UnknownComponent, path + ".undoJob", named + " is not a Job of this Release with when: Undo");
        }
    }

    private void targets(ReleaseComponent component, String path) {
        component.dependsOn().forEach((target, kinds) -> {
            if (isUndoJob(target)) {
                problems.error(
                        InvalidValue,
                        path + ".dependsOn." + target,
                        target + " is an undo Job, which runs only when a change is taken back: nothing can need it");
            }
            if (kinds.contains(DependencyType.UNDO)) {
                problems.error(
                        InvalidValue,
                        path + ".dependsOn." + target,
                        "undo is not a kind of need that a Release has: name the undo Job in undoJob of the Job");
            }
        });
    }

    private void undoJob(String name, ReleaseComponent component, String path) {
        List<String> named = release.components().entrySet().stream()
                .filter(other -> name.equals(other.getValue().undoJob()))
                .map(other -> other.getKey())
                .sorted()
                .toList();
        if (named.size() != 1) {
            problems.error(
                    InvalidValue,
                    path + ".when",
                    named.isEmpty()
                            ? "no Job names this undo Job in undoJob: name it there, or remove it"
                            : "more than one Job names this undo Job (" + String.join(", ", named)
                                    + "): each needs one of its own");
        }
        only(component.dependsOn().isEmpty() && component.dependsOnOneOf().isEmpty(), path + ".dependsOn");
        only(component.updateAfter() == null, path + ".updateAfter");
        only(component.undo() == null && component.undoJob() == null, path + ".undo");
    }

    private void only(boolean fine, String path) {
        if (!fine) {
            problems.error(
                    NotForThisType,
                    path,
                    "an undo Job runs in the place of the Job that it undoes, with what that one needs: remove it");
        }
    }
}
