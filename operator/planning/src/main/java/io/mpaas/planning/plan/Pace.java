package io.mpaas.planning.plan;

import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Strategy;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.value.Quorum;
import io.mpaas.planning.value.UsualStart;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to start or to update a component, and how long it cannot serve meanwhile, in seconds.
 *
 * <pre>
 *   Deployment            rounds of ⌈n/4⌉ surplus and ⌊n/4⌋ missing pods; Recreate: all at once, without service
 *   StatefulSet           one pod after the other
 *   DaemonSet, Job, …     once
 * </pre>
 *
 * <p>The quarters are the defaults of a rolling update in Kubernetes ({@code maxSurge} rounded up, {@code maxUnavailable} down).
 */
record Pace(long start, long update, long outage) {
    private static final int QUARTER = 4;

    /** Of a component as it will be, by the starts it had, if it had any. */
    static Pace of(ComponentSpec spec, OptionalLong known) {
        long start = known.orElseGet(() -> UsualStart.seconds(spec));
        if (spec.external() != null) {
            return new Pace(0, 0, 0);
        }
        int replicas = spec.replicas() == null ? 1 : spec.replicas();
        if (replicas == 0) {
            return new Pace(0, 0, 0);
        }
        long pod = onePod(spec, start, replicas);
        if (spec.type() == WorkloadType.StatefulSet) {
            boolean serves = Quorum.minAvailable(spec, replicas) < replicas;
            return new Pace(start, pod * replicas, serves ? 0 : pod * replicas);
        }
        if (spec.type() == WorkloadType.Deployment) {
            boolean recreated = spec.content() != null && spec.content().strategy() == Strategy.Recreate;
            return recreated ? new Pace(start, pod, pod) : new Pace(start, pod * rounds(replicas), 0);
        }
        return new Pace(start, start, 0);
    }

    /** Of the start of a set that starts in turn, the share of one pod. */
    private static long onePod(ComponentSpec spec, long start, int replicas) {
        boolean inTurn = spec.type() == WorkloadType.StatefulSet && !startsAtOnce(spec.content());
        return inTurn ? Math.max(1, start / Math.max(1, Quorum.minReady(spec, replicas))) : start;
    }

    private static boolean startsAtOnce(@Nullable ComponentContent content) {
        return UsualStart.isParallel(content);
    }

    private static long rounds(int replicas) {
        int surge = Math.ceilDiv(replicas, QUARTER);
        return Math.ceilDiv(replicas, surge + replicas / QUARTER);
    }
}
