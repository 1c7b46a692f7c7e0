package io.mpaas.cli.status;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.cli.console.Colour;

/** How phases look on the board; the mark tells as much as the colour. */
final class PhaseStyle {
    private PhaseStyle() {}

    /** Two bars: it is held. */
    static String mark(Row row) {
        return row.held() == null ? mark(row.phase()) : "‖";
    }

    private static String mark(ComponentPhase phase) {
        return switch (phase) {
            case Ready -> "✓";
            case Starting, Updating -> "◐";
            case Waiting -> "·";
            case Stopping -> "◌";
            case Stopped -> "■";
            case Degraded -> "!";
            case Failed -> "✗";
            case Unknown -> "?";
        };
    }

    static Colour colour(ComponentPhase phase) {
        return switch (phase) {
            case Ready -> Colour.GREEN;
            case Starting, Updating -> Colour.CYAN;
            case Waiting, Stopped -> Colour.DIM;
            case Degraded -> Colour.YELLOW;
            case Failed -> Colour.RED;
            case Stopping, Unknown -> Colour.MAGENTA;
        };
    }

    static Colour colour(InstallationPhase phase) {
        return switch (phase) {
            case Ready -> Colour.GREEN;
            case Starting, Updating -> Colour.CYAN;
            case Degraded, Held, RolledBack -> Colour.YELLOW;
            case Rejected -> Colour.RED;
            case Stopped -> Colour.DIM;
            case Stopping, Unknown -> Colour.MAGENTA;
        };
    }
}
