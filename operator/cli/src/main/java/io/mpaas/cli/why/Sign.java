package io.mpaas.cli.why;

import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence.
 *
 * @param kind where it is from
 * @param of the object that says so, e.g. {@code pod db-0}
 * @param since when it happened, or since when it is so
 * @param text in the words of who says so
 */
public record Sign(Kind kind, String of, @Nullable String since, String text) {
    /** Where a sign is from; in the order in which they are shown. */
    public enum Kind {
        condition,
        workload,
        pod,
        event,
        log,
        unread
    }
}
