package io.mpaas.observer;

import java.util.Optional;

/**
 * A write that came too early.
 *
 * @param did what was written
 * @param awaited what had to happen to {@code neighbour} first
 */
public record Violation(
        String component, String did, Moment at, String neighbour, String awaited, Optional<Moment> happened) {

    /** For example {@code core was started (resourceVersion 12) before schema was Ready (resourceVersion 17)}. */
    @Override
    public String toString() {
        return "%s %s (resourceVersion %s) before %s %s (%s)"
                .formatted(
                        component,
                        did,
                        version(at),
                        neighbour,
                        awaited,
                        happened.map(moment -> "resourceVersion " + version(moment))
                                .orElse("it has not been"));
    }

    private static String version(Moment moment) {
        return Long.toUnsignedString(moment.resourceVersion());
    }
}
