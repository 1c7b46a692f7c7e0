package io.mpaas.controller.site;

import io.mpaas.planning.infrastructure.Making;
import java.util.List;
import java.util.Optional;

/**
 * What came of a look at the objects that a cluster is made of.
 *
 * @param making how far it is; empty if that is not known
 * @param obstacle what is in the way, a sentence
 * @param waiting names of objects whose turn to be changed comes later
 * @param begun whether the Cluster is there: then the cloud may have something of it
 * @param forbidden whether it may not be used, or not any more: a kubeconfig that leads there changes nothing about that
 */
record Look(
        Optional<Making> making, Optional<String> obstacle, List<String> waiting, boolean forbidden, boolean begun) {
    static Look at(Making making, List<String> waiting) {
        return new Look(Optional.of(making), Optional.empty(), waiting, false, true);
    }

    /** Nothing was written yet: the cloud comes first. */
    static Look before(Making making) {
        return new Look(Optional.of(making), Optional.empty(), List.of(), false, false);
    }

    /** The same, with what the cloud says is wrong. */
    Look because(String words) {
        return new Look(making.map(one -> one.because(words)), obstacle, waiting, forbidden, begun);
    }

    /** Nothing yet: what is there is still being listed. */
    static Look early() {
        return new Look(Optional.empty(), Optional.empty(), List.of(), false, false);
    }

    static Look obstructed(String sentence) {
        return new Look(Optional.empty(), Optional.of(sentence), List.of(), false, false);
    }

    static Look forbidden(String sentence) {
        return new Look(Optional.empty(), Optional.of(sentence), List.of(), true, false);
    }

    /**
     * Whether its kubeconfig may be followed.
     *
     * @param known whether it was before: then an obstacle here changes nothing there
     */
    boolean leads(boolean known) {
        boolean ready = making.filter(Making::leads).isPresent();
        boolean still = known && (making.isPresent() || obstacle.isPresent());
        return !forbidden && (ready || still);
    }

    /** What is to be said of it besides. */
    Optional<String> remark() {
        return obstacle.or(() -> Optional.of(waiting)
                .filter(names -> !names.isEmpty())
                .map(names -> "servers are replaced in turn; later: " + String.join(", ", names)));
    }
}
