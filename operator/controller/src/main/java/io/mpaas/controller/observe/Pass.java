package io.mpaas.controller.observe;

import org.jspecify.annotations.Nullable;

/** The pass that a thread is in: what woke it, and whether it has written anything. */
final class Pass {
    private static final ThreadLocal<@Nullable Pass> CURRENT = new ThreadLocal<>();

    private final boolean byResync;
    private final long begin = System.nanoTime();
    private boolean wrote;

    private Pass(boolean byResync) {
        this.byResync = byResync;
    }

    /** @param byResync whether nothing but a {@link Resync} woke it */
    static void begin(boolean byResync) {
        CURRENT.set(new Pass(byResync));
    }

    /** The pass of this thread, which is over now; null outside of any. */
    static @Nullable Pass end() {
        Pass pass = CURRENT.get();
        CURRENT.remove();
        return pass;
    }

    /** This thread is about to write. */
    static void writes() {
        Pass pass = CURRENT.get();
        if (pass != null) {
            pass.wrote = true;
        }
    }

    long nanos() {
        return System.nanoTime() - begin;
    }

    /** No event had told of what was to be done. */
    boolean repaired() {
        return byResync && wrote;
    }
}
