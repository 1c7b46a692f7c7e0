package io.mpaas.planning.inspect;

import io.mpaas.planning.value.Say;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one check.
 *
 * @param evidence what was seen, or why nothing was, a line each
 * @param remedy what to do about a Warn or Fail
 * @param accepted why a person goes on all the same; it changes no state, only what the report as a whole comes to
 */
public record Result(
        String id,
        Severity severity,
        State state,
        List<Say> evidence,
        @Nullable Say remedy,
        @Nullable String accepted) {
    public Result {
        evidence = List.copyOf(evidence);
    }

    /** In the words of the API. */
    public enum State {
        Pass,
        Warn,
        Fail,
        NotApplicable,
        NotChecked
    }

    /** Whether those that depend on it mean something. */
    boolean lets() {
        return state != State.Fail && state != State.NotChecked;
    }

    /** Whether it stands in the way of a good report. */
    boolean counts() {
        return accepted == null && (state == State.Warn || !lets());
    }
}
