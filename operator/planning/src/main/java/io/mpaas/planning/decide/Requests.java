package io.mpaas.planning.decide;

import java.util.Optional;

/**
 * What a person asked for beside the spec.
 *
 * @param hold why the operator is to change nothing; of the component or of its whole installation
 * @param restart that the pods be replaced, once per value
 * @param paused whether an update that has not begun is to wait
 * @param goesBack whether a change that failed is taken back, of which this may be part
 */
public record Requests(Optional<String> hold, Optional<String> restart, boolean paused, boolean goesBack) {
    /** Nothing is asked for. */
    public static final Requests NONE = new Requests(Optional.empty(), Optional.empty(), false, false);
}
