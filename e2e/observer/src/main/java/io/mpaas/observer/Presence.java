package io.mpaas.observer;

/** Whether an object is there. */
enum Presence {
    HERE,
    /** Marked for deletion. */
    LEAVING,
    GONE
}
