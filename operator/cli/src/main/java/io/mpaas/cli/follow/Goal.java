package io.mpaas.cli.follow;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cli.cluster.LiveInstallation;
import io.mpaas.cli.status.Board;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BiPredicate;

/**
 * What somebody waits for.
 *
 * @param words what the installation is then, e.g. {@code Ready}
 * @param reached by what was seen at one moment, and the board of it
 */
public record Goal(String words, BiPredicate<LiveInstallation.State, Board> reached) {
    public static final Goal READY = new Goal("Ready", (_, board) -> board.isReady());
    /** What was there before may run in place of a change that failed: that is no reason to wait on. */
    public static final Goal STARTED = new Goal("Ready", (_, board) -> board.isReady() || board.isRolledBack());

    public static final Goal STOPPED = new Goal("Stopped", (_, board) -> board.isStopped());

    /** These components were Ready after the restart that was asked for. */
    public static Goal restarted(SortedSet<String> names, String asked) {
        return new Goal(
                "restarted",
                (state, _) -> names.stream().allMatch(name -> asked.equals(restart(state.components(), name))));
    }

    /** Everything was stopped for the cold restart that was asked for, and is Ready again. */
    public static Goal coldRestarted(String asked) {
        return new Goal(
                "restarted",
                (state, board) -> STARTED.reached().test(state, board)
                        && state.installation()
                                .filter(installation -> asked.equals(coldRestart(installation)))
                                .isPresent());
    }

    private static String restart(SortedMap<String, Component> components, String name) {
        Component component = components.get(name);
        ComponentStatus status = component == null ? null : component.getStatus();
        return status == null ? "" : Objects.requireNonNullElse(status.restart(), "");
    }

    private static String coldRestart(Installation installation) {
        return installation.getStatus() == null
                ? ""
                : Objects.requireNonNullElse(installation.getStatus().coldRestart(), "");
    }
}
