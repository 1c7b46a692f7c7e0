package io.mpaas.planning.decide;

import org.jspecify.annotations.Nullable;

/**
 * The rollout hash that a component says it was Ready at last. One that an update has taken from there is at none: {@code left 1-6f30…},
 * until it is Ready again.
 */
final class LastHash {
    private static final String LEFT = "left ";

    private LastHash() {}

    /** What to say of a component that is not Ready. */
    static @Nullable String after(Situation situation, Step step) {
        String last = situation.status().rolloutHash();
        return last != null && !last.startsWith(LEFT) && leaves(situation, step) ? LEFT + last : last;
    }

    private static boolean leaves(Situation situation, Step step) {
        return switch (step) {
            case Step.Update _ ->
                situation.workload().stream()
                        .anyMatch(live ->
                                !live.contentHash().equals(situation.spec().contentHash()));
            case Step.Start _ ->
                !situation.spec().rolloutHash().equals(situation.status().rolloutHash());
            default -> false;
        };
    }

    /** Whether it goes back, from another content, to what it was Ready at last. */
    static boolean comesBack(Situation situation) {
        String last = situation.status().rolloutHash();
        String wanted = situation.spec().rolloutHash();
        return wanted.equals(last) || (LEFT + wanted).equals(last);
    }
}
