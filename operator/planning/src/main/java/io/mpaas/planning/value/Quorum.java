package io.mpaas.planning.value;

import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentSpec;

/** How many replicas must be there. */
public final class Quorum {
    /** Variable that tells a member of a voting set how many there are to be. */
    public static final String MEMBERS = "MPAAS_MEMBERS";

    /** Variable that tells it the names of all, with commas between, where the members are in several sites. */
    public static final String MEMBER_NAMES = "MPAAS_MEMBER_NAMES";

    private Quorum() {}

    /** Smallest number of {@code voters} that no other majority can do without: ⌊n/2⌋ + 1. */
    public static int majority(int voters) {
        return voters / 2 + 1;
    }

    /**
     * Replicas that must serve, at whatever revision, for Available.
     *
     * @param replicas how many there are to be
     */
    public static int minAvailable(ComponentSpec spec, int replicas) {
        return votes(spec) ? majority(replicas) : Math.min(1, replicas);
    }

    /** Replicas that must serve at the wanted revision for Ready: a majority, else all but a quarter (rounded down). */
    public static int minReady(ComponentSpec spec, int replicas) {
        return votes(spec) ? majority(replicas) : withoutVotes(replicas);
    }

    /** The same of what does not vote. */
    static int withoutVotes(int replicas) {
        return replicas - replicas / 4;
    }

    /** Whether it is a voting set all of whose members are in one site: of several, a majority of all counts, wherever they are. */
    public static boolean growsAlone(ComponentSpec spec) {
        return votes(spec)
                && spec.content() != null
                && spec.content().memberNames().isEmpty();
    }

    /** Whether it is a voting set. */
    public static boolean votes(ComponentSpec spec) {
        ComponentContent content = spec.content();
        return content != null && Boolean.TRUE.equals(content.quorum());
    }
}
