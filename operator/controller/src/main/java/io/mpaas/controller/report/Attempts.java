package io.mpaas.controller.report;

import org.jspecify.annotations.Nullable;

/**
 * Several writes none of which needs another: one that fails keeps none of the others, and is told when all were tried. When an API server
 * does not answer at all, the rest waits for the next pass: each of them would only wait as long.
 */
public final class Attempts {
    private @Nullable RuntimeException first;
    private boolean silent;

    /** Does it; a failure is kept for the end. A refusal for good is told before what may pass. */
    public void at(Runnable write) {
        if (silent) {
            return;
        }
        try {
            write.run();
        } catch (Obstacle obstacle) {
            first = first instanceof Obstacle ? first : obstacle;
        } catch (Unavailable unavailable) {
            first = first == null ? unavailable : first;
            silent = unavailable.isSilence();
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
