package io.mpaas.cli.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mpaas.api.v1alpha1.Endpoint;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.RootBlocker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an installation does now, for people and programs.
 *
 * @param phase absent while no operator has looked at it
 * @param current whether the phase speaks of the spec that is there now
 * @param total components the installation is to have
 * @param held why the operator changes nothing of it, by request
 * @param paused whether updates that have not begun wait, by request
 * @param takenBack which change failed, and how it is taken back or why it is not, a sentence; absent once another one, or a retry, is asked for
 * @param obstacle what keeps the operator from carrying out the spec as a whole, a sentence
 * @param out which Site does not count, and why, because a person says so
 * @param elapsedSeconds of the start or update: so far or, once Ready, in all
 * @param criticalPath the longest chain of starts: still to come or, once Ready, as it was
 * @param rootBlockers what explains why others wait or do not serve
 * @param rows in start order
 */
public record Board(
        String namespace,
        String installation,
        String release,
        @Nullable String tier,
        @Nullable InstallationPhase phase,
        boolean current,
        @Nullable String held,
        boolean paused,
        @Nullable String takenBack,
        @Nullable String obstacle,
        @Nullable String out,
        int ready,
        int total,
        @Nullable Long elapsedSeconds,
        @Nullable Path criticalPath,
        List<RootBlocker> rootBlockers,
        List<ReportedProblem> problems,
        List<Endpoint> endpoints,
        @JsonProperty("components") List<Row> rows) {

    /**
     * A chain of starts.
     *
     * @param seconds what it took or, while it is still to come, an estimate; absent where no estimate makes sense
     */
    public record Path(List<String> components, @Nullable Long seconds) {
        public Path {
            components = List.copyOf(components);
        }
    }

    public Board {
        rootBlockers = List.copyOf(rootBlockers);
        problems = List.copyOf(problems);
        endpoints = List.copyOf(endpoints);
        rows = List.copyOf(rows);
    }

    /**
     * Ready, all of it, at the spec that is there now. Installation and Components are watched apart: either may be seen before the
     * other, so both have to say so.
     */
    public boolean isReady() {
        return current && phase == InstallationPhase.Ready && ready == total;
    }

    /** Stopped, all of it, as the spec that is there now asks for. */
    public boolean isStopped() {
        return current && phase == InstallationPhase.Stopped;
    }

    /** What was asked for last failed, and what was before runs again. */
    public boolean isRolledBack() {
        return phase == InstallationPhase.RolledBack && takenBack != null;
    }

    /** Rejected, and not only because the Release is still on its way. */
    public boolean isRejected() {
        return current
                && phase == InstallationPhase.Rejected
                && problems.stream()
                        .anyMatch(problem -> problem.severity().equals("Error")
                                && !problem.reason().equals("ReleaseNotFound"));
    }
}
