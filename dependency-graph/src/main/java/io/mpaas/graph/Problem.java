package io.mpaas.graph;

import java.util.Comparator;
import java.util.Optional;

/**
 * One mistake of a user, as data: where it is, what it is and what to do. The message may have several lines.
 *
 * <p>{@code cycle} is there for the four codes that end in CYCLE. Sorted by severity, path, code, message.
 */
public record Problem(Severity severity, Code code, String path, String message, Optional<Cycle> cycle)
        implements Comparable<Problem> {

    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::severity)
            .thenComparing(Problem::path)
            .thenComparing(Problem::code)
            .thenComparing(Problem::message);

    public Problem(Severity severity, Code code, String path, String message) {
        this(severity, code, path, message, Optional.empty());
    }

    static Problem error(Code code, String path, String message) {
        return new Problem(Severity.ERROR, code, path, message);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }
}
