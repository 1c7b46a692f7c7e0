package io.mpaas.faults;

import io.mpaas.observer.proxy.ApiRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The n-th of some requests from now on, and no other. */
final class Nth implements Predicate<ApiRequest> {
    private final Predicate<ApiRequest> which;
    private final int n;
    private final AtomicInteger seen = new AtomicInteger();

    Nth(Predicate<ApiRequest> which, int n) {
        this.which = which;
        this.n = n;
    }

    @Override
    public boolean test(ApiRequest request) {
        return which.test(request) && seen.incrementAndGet() == n;
    }
}
