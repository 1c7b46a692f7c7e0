package io.mpaas.controller.workload;

import io.mpaas.controller.cluster.Place;
import io.mpaas.planning.observe.Pods;
import io.mpaas.planning.pods.Member;

/**
 * Another site of a voting set.
 *
 * @param first lowest ordinal there
 * @param members that it is to have there; others that are there are to go, and count no more
 */
public record OtherSite(Place place, int first, int members) {
    /** How many of these are Ready, as the API server has them now. */
    long readyNow() {
        return place.applier().pods().stream()
                .filter(pod -> !pod.isMarkedForDeletion() && Pods.isReady(pod))
                .mapToInt(pod -> Member.ordinal(pod.getMetadata().getName()))
                .filter(ordinal -> ordinal >= first && ordinal < first + members)
                .count();
    }
}
