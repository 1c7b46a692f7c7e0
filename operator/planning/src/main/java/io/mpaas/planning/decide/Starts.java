package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.PastStart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The history of a component's starts: only of those that went through undisturbed, from phase Starting to Ready, the latest
 * first, at most {@link ComponentStatus#MAX_STARTS}.
 */
public final class Starts {
    private Starts() {}

    /** The history after a pass: longer by one when the pass found that a start has come to its end. */
    static List<PastStart> after(ComponentStatus before, boolean ready, Instant now) {
        String since = before.since();
        if (!ready || before.phase() != ComponentPhase.Starting || since == null) {
            return before.starts();
        }
        long seconds = Math.max(0, Duration.between(Instant.parse(since), now).toSeconds());
        return Stream.concat(Stream.of(new PastStart(since, seconds)), before.starts().stream())
                .limit(ComponentStatus.MAX_STARTS)
                .toList();
    }

    /** Seconds of the middle one; of an even number the longer of the two in the middle. Empty without a history. */
    public static OptionalLong median(List<PastStart> starts) {
        long[] sorted = starts.stream().mapToLong(PastStart::seconds).sorted().toArray();
        return sorted.length == 0 ? OptionalLong.empty() : OptionalLong.of(sorted[sorted.length / 2]);
    }
}
