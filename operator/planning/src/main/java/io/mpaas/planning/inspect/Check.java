package io.mpaas.planning.inspect;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One question, with what it depends on. A list of them reads as a table:
 *
 * <pre>{@code
 * List.of(required("reach", Reach::answer),
 *         required("nodes", Nodes::usable).after("reach"),
 *         advised("clock", Clock::answer).after("reach"));
 * }</pre>
 *
 * @param id names it for people and scripts: lower-case words joined by dashes. It never changes its meaning
 * @param after ids of checks before it without which it means nothing: it is NotChecked where one of them is Fail or NotChecked
 */
public record Check(String id, Severity severity, SortedSet<String> after, Question question) {
    public Check {
        after = Collections.unmodifiableSortedSet(new TreeSet<>(after));
    }

    /** What strangers write: from what was read to what it means. Pure; errors are findings, nothing is thrown. */
    @FunctionalInterface
    public interface Question {
        Finding answer(Facts facts);
    }

    /** One that must pass. */
    public static Check required(String id, Question question) {
        return new Check(id, Severity.Required, Collections.emptySortedSet(), question);
    }

    /** One that only warns. */
    public static Check advised(String id, Question question) {
        return new Check(id, Severity.Advised, Collections.emptySortedSet(), question);
    }

    /** The same, asked only where these did not fail. */
    public Check after(String... ids) {
        return new Check(id, severity, new TreeSet<>(Arrays.asList(ids)), question);
    }
}
