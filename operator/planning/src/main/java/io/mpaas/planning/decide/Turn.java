package io.mpaas.planning.decide;

import java.time.Duration;
import java.util.Optional;

/**
 * What is done to the pods of a StatefulSet now: one pod, one step of the size, or nothing.
 *
 * <pre>
 *   voting set      update   each old member in turn, while all members are Ready or one more than the majority of what they were told
 *                   resize   those that stay are told first; then one member comes or goes, and the next when all are Ready.
 *                            Before they are told of fewer, so many leave that the rest cannot be two majorities: of three
 *                            that become one the last, for two that were told of three would go on without the one.
 *                            Once some are told of so many more that no vote is to spare, the next comes before another is
 *                            replaced: of three that know of five the fourth, for two would be no majority
 *   any set         a pod of an earlier revision that is not Ready, after a while: it costs nothing, and its controller may wait
 *                   for it for ever
 * </pre>
 *
 * At most one pod at a time, and none while another one is on its way. A pod that nobody hears of is left alone; where
 * it is to end, no update waits for that.
 */
public sealed interface Turn {
    /** Nothing is to be done, or the set's own controller does it. */
    record Nothing() implements Turn {}

    /** This pod is deleted; its successor is of the present revision. */
    record Replace(String pod) implements Turn {}

    /** The voting set gets this size, one more or one less than it has. */
    record Resize(int size) implements Turn {}

    /**
     * Something is to be done, and not now.
     *
     * @param sentence for whom, and what would help
     * @param again when to look again without an event
     * @param blocked whether something is the matter; else the one before is on its way
     */
    record Wait(String sentence, Optional<Duration> again, boolean blocked) implements Turn {}

    /** What a situation asks for. */
    static Turn of(Situation situation) {
        return situation.workload().isPresent() && situation.pods().members().seen()
                ? new TurnOrder(situation, situation.workload().get()).turn()
                : new Nothing();
    }
}
