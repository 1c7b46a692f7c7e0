package io.mpaas.planning.pods;

import java.time.Instant;

/**
 * A Service that sends nobody to any pod, although some are Ready.
 *
 * @param from when that counts: endpoints come a moment after the pod that they are of
 */
public record Unreached(String service, Instant from) {
    /** For people. */
    public String sentence() {
        return "Service " + service + " has no endpoints although pods are Ready: nobody reaches them by it";
    }
}
