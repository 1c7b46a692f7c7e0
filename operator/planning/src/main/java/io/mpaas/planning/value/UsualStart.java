package io.mpaas.planning.value;

import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.WorkloadType;
import org.jspecify.annotations.Nullable;

/**
 * Seconds that a start usually takes, by what the Release says of one pod: a set that starts pod by pod takes that time for each one
 * that must be Ready.
 */
public final class UsualStart {
    /** Of one pod where the Release does not say it. */
    private static final long DEFAULT_SECONDS = 10;

    private UsualStart() {}

    /** Of a component as it was compiled. */
    public static long seconds(ComponentSpec spec) {
        Long typical = spec.typicalStartSeconds();
        boolean inTurn = spec.type() == WorkloadType.StatefulSet && !isParallel(spec.content());
        return of(typical == null ? DEFAULT_SECONDS : typical, inTurn, spec.replicas());
    }

    /**
     * Of a component of a Release.
     *
     * @param replicas how many there are to be; null where no tier is chosen: then that of one pod
     */
    public static long seconds(ReleaseComponent component, @Nullable Integer replicas) {
        boolean inTurn = component.type() == WorkloadType.StatefulSet
                && component.quorum() == null
                && !Boolean.TRUE.equals(component.parallel());
        return of(ofOnePod(component), inTurn, replicas);
    }

    /** Of one pod. */
    public static long ofOnePod(ReleaseComponent component) {
        Integer typical = component.typicalStartSeconds();
        return typical == null ? DEFAULT_SECONDS : typical;
    }

    /** Whether all pods of a set start at the same time. */
    public static boolean isParallel(@Nullable ComponentContent content) {
        return content != null && (Boolean.TRUE.equals(content.quorum()) || Boolean.TRUE.equals(content.parallel()));
    }

    private static long of(long onePod, boolean inTurn, @Nullable Integer replicas) {
        return inTurn && replicas != null ? onePod * Math.max(1, Quorum.withoutVotes(replicas)) : onePod;
    }
}
