package io.mpaas.faults;

import io.mpaas.observer.proxy.ApiRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The n-th of some requests from now on, and no other. */
final class Nth implements Predicate<ApiRequest> {
    private final Predicate<ApiRequest> which;
    private final int n;
    private final Runnable hit;
    private final AtomicInteger seen = new AtomicInteger();

    /** @param hit told when it has come */
    Nth(Predicate<ApiRequest> which, int n, Runnable hit) {
        this.which = which;
        this.n = n;
        this.hit = hit;
    }

    @Override
    public boolean test(ApiRequest request) {
        if (which.test(request) && seen.incrementAndGet() == n) {
            hit.run();
            return true;
        }
        return false;
    }
}
