package io.mpaas.planning.plan;

import io.mpaas.planning.review.FieldChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done to one component.
 *
 * @param from content hash before; null where it is new
 * @param to content hash after; null where it goes
 * @param replicas how many before and after; null where it has none, or as many as before
 * @param why fields that differ, sorted by path; values of Secrets are told by length and digest only
 * @param interruption how long it cannot serve; null where it serves all the time
 * @param after components whose steps come first, sorted
 * @param seconds how long it will take, estimated by its own past starts or by what its Release says
 * @param note what else to know about it, or null
 */
public record Step(
        String component,
        Action action,
        @Nullable String from,
        @Nullable String to,
        @Nullable Resize replicas,
        List<FieldChange> why,
        @Nullable Interruption interruption,
        List<String> after,
        long seconds,
        @Nullable String note) {
    public Step {
        why = List.copyOf(why);
        after = List.copyOf(after);
    }

    /** A number of replicas before and after. */
    public record Resize(int from, int to) {}

    /**
     * A time without service.
     *
     * @param seconds how long, estimated
     * @param others components that need it at run time, however far, and so cannot serve either; sorted
     */
    public record Interruption(long seconds, List<String> others) {
        public Interruption {
            others = List.copyOf(others);
        }
    }
}
