package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.WaitingFor;
import java.util.List;

/** What to do about a component now. */
public sealed interface Step {
    /** All gates are open: make the workload. */
    record Start() implements Step {}

    /** All gates are open: bring the workload to the present content, with new pods if a restart was asked for. */
    record Update() implements Step {}

    /** Its pods live, but what made them is gone: make it again, around them, whatever its dependencies do. */
    record Remake(String contentHash) implements Step {}

    /** A Job failed and is to run again: take the failed one away. */
    record Retry() implements Step {}

    /** To be stopped, or brought by the customer, and nobody uses its pods any more: take the workload away. */
    record Stop() implements Step {}

    /** Somebody works on it by hand: change nothing. */
    record Leave() implements Step {}

    /** Only the number of replicas differs; that needs no gate. A voting set gets there one member at a time. */
    record Scale(int replicas) implements Step {}

    /** A Job succeeded: write that down where no cleaner can delete it. */
    record RecordCompletion() implements Step {}

    /** A Job was deleted before it completed: write that down, then let it go. It runs again on request only. */
    record RecordDeletion() implements Step {}

    /** Nothing to do. */
    record Keep() implements Step {}

    /**
     * A gate is closed.
     *
     * @param dependencies direct dependencies that close it
     * @param others anything else, a sentence each
     */
    record Wait(List<WaitingFor> dependencies, List<String> others) implements Step {
        public Wait {
            dependencies = List.copyOf(dependencies);
            others = List.copyOf(others);
        }
    }
}
