package io.mpaas.controller.report;

import org.jspecify.annotations.Nullable;

/** Several writes none of which needs another: one that fails keeps none of the others, and is told when all were tried. */
public final class Attempts {
    private @Nullable RuntimeException first;

    /** Does it; a failure is kept for the end. A refusal for good is told before what may pass. */
    public void at(Runnable write) {
        try {
            write.run();
        } catch (Obstacle obstacle) {
            first = first instanceof Obstacle ? first : obstacle;
        } catch (Unavailable unavailable) {
            first = first == null ? unavailable : first;
        }
    }

    /**
     * Tells the failure, if there was one.
     *
     * @throws RuntimeException the first one
     */
    public void done() {
        if (first != null) {
            throw first;
        }
    }
}
