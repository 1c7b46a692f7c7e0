package io.mpaas.observer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Nearest-rank percentiles: the p-th is the smallest value such that at least p % of all are not above it (Hyndman and Fan,
 * "Sample Quantiles in Statistical Packages", 1996, definition 1). Of nothing they are zero.
 */
public record Percentiles(int count, Duration p50, Duration p99, Duration max) {

    public static Percentiles of(Collection<Duration> values) {
        List<Duration> sorted = values.stream().sorted().toList();
        return new Percentiles(sorted.size(), rank(sorted, 50), rank(sorted, 99), rank(sorted, 100));
    }

    private static Duration rank(List<Duration> sorted, int percent) {
        if (sorted.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = Math.ceilDiv(percent * sorted.size(), 100);
        return sorted.get(rank - 1);
    }
}
