package io.mpaas.planning.pods;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The pods of a StatefulSet, by ordinal.
 *
 * @param byUs whether the controller of the set replaces no pod by itself, so that each one is ours to give its turn
 * @param seen whether that controller has seen the present template; before, no revision means anything
 * @param fellows those that it has in other sites
 */
public record Members(boolean byUs, boolean seen, List<Member> all, Fellows fellows) {
    /** Of what is no StatefulSet. */
    public static final Members NONE = new Members(false, false, List.of());

    /** Of a set that has all its members here. */
    public Members(boolean byUs, boolean seen, List<Member> all) {
        this(byUs, seen, all, Fellows.NONE);
    }

    public Members {
        all = all.stream().sorted(Comparator.comparingInt(Member::ordinal)).toList();
    }

    /** The same, with members in other sites. */
    public Members with(Fellows others) {
        return new Members(byUs, seen, all, others);
    }

    /**
     * How many members a voting set had whose object is gone: one set too small has its controller delete what it adopts. Pods
     * that are ending or have ended count. One of which no pod is left counts where the others were told of it and its claim is
     * there; without a claim it comes back as any new member does.
     *
     * @param pods all that the component has now, not as a cache shows them
     * @param first the lowest ordinal here
     * @param withClaims how many members, from the first on, have a claim
     * @return 0 if nothing is left
     */
    public static int left(String set, int first, List<Pod> pods, int withClaims) {
        List<Pod> own = pods.stream()
                .filter(pod -> pod.getMetadata().getName().matches(Pattern.quote(set) + "-\\d{1,6}"))
                .toList();
        int there = own.stream()
                .mapToInt(pod -> Member.ordinal(pod.getMetadata().getName()) - first + 1)
                .max()
                .orElse(0);
        int told = own.stream().mapToInt(Member::told).max().orElse(0);
        return Math.max(there, Math.min(told, withClaims));
    }
}
