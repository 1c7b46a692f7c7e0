package io.mpaas.planning.decide;

import java.util.Comparator;
import java.util.List;

/**
 * The pods of a StatefulSet, by ordinal.
 *
 * @param byUs whether the controller of the set replaces no pod by itself, so that each one is ours to give its turn
 * @param seen whether that controller has seen the present template; before, no revision means anything
 */
public record Members(boolean byUs, boolean seen, List<Member> all) {
    /** Of what is no StatefulSet. */
    public static final Members NONE = new Members(false, false, List.of());

    public Members {
        all = all.stream().sorted(Comparator.comparingInt(Member::ordinal)).toList();
    }
}
