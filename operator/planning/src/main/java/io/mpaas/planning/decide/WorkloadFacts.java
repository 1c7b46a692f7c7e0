package io.mpaas.planning.decide;

import java.util.Optional;

/**
 * The live Deployment, StatefulSet or Job of a component. Of the type Manifests its objects are counted in place of replicas:
 * those it is to have, those that exist, those of the present content, those that are Current.
 *
 * @param contentHash content it was last rendered for
 * @param observed whether its controller has seen the present spec
 * @param wanted replicas its spec asks for
 * @param replicas pods that exist
 * @param updated pods of the present revision
 * @param ready pods that serve, of any revision
 * @param complete a Job that succeeded
 * @param failure why it will never succeed, in the controller's words
 * @param deleted a Job that somebody deleted, and that is only there until the operator has seen it
 * @param restart the request for a restart that its pods were made for
 * @param notYet the first {@code readyWhen} expression that does not hold; of Manifests a sentence, also of an object that is not
 *     Current
 */
public record WorkloadFacts(
        String contentHash,
        boolean observed,
        int wanted,
        int replicas,
        int updated,
        int ready,
        boolean complete,
        Optional<String> failure,
        boolean deleted,
        Optional<String> restart,
        Optional<String> notYet) {

    /** A Job that succeeded or failed for good. */
    boolean ended() {
        return complete || failure.isPresent();
    }

    /** Whether it has fewer pods than it asks for; a Job that has ended asks for none. */
    public boolean isShort(int alive) {
        return !ended() && alive < wanted;
    }

    /** Least number of pods that are both of the present revision and ready: old pods are taken to be the ready ones. */
    int readyAtRevision() {
        return observed ? Math.max(0, ready - Math.max(0, replicas - updated)) : 0;
    }
}
