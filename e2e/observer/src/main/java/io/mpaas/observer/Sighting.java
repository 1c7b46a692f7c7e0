package io.mpaas.observer;

import java.util.Comparator;

/** One event of a watch, reduced to what is judged. */
sealed interface Sighting {
    /** The order of the writes in one cluster. */
    Comparator<Sighting> ORDER = Comparator.comparing(
            Sighting::at, (a, b) -> Long.compareUnsigned(a.resourceVersion(), b.resourceVersion()));

    /** The order of their arrival. */
    Comparator<Sighting> ARRIVAL =
            Comparator.comparingLong(sighting -> sighting.at().nanos());

    String component();

    Moment at();

    /**
     * A Deployment, StatefulSet or Job.
     *
     * @param object kind and name; a component may have several Jobs
     */
    record OfWorkload(String component, String object, Moment at, Presence presence, WorkloadState state)
            implements Sighting {}

    /**
     * A pod of a component.
     *
     * @param pod its UID
     * @param alive it exists and has not run to its end
     */
    record OfPod(String component, String pod, Moment at, boolean alive) implements Sighting {}

    /**
     * A Component object, for its edges.
     *
     * @param ready what the operator says; judged for external components only
     */
    record OfComponent(String component, Moment at, Presence presence, Node node, boolean ready) implements Sighting {}
}
