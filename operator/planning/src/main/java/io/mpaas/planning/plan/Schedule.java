package io.mpaas.planning.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each step begins if every one begins as soon as those before it are done: the forward pass of the critical path method (Kelley
 * and Walker, 1959).
 *
 * @param steps by the time at which they begin; what comes before another stands before it
 * @param seconds when the last one is done
 * @param longest the chain that ends last, first step first
 */
record Schedule(List<Step> steps, long seconds, List<String> longest) {

    static Schedule of(Map<String, Step> steps) {
        Pass pass = new Pass(steps);
        steps.keySet().forEach(pass::visit);
        List<Step> ordered = steps.values().stream()
                .sorted(Comparator.<Step>comparingLong(step -> pass.at(step).begin())
                        .thenComparingInt(step -> pass.at(step).depth())
                        .thenComparing(Step::component))
                .toList();
        Step last = null;
        for (Step step : ordered) {
            if (last == null || pass.end(step) > pass.end(last)) {
                last = step;
            }
        }
        return last == null
                ? new Schedule(List.of(), 0, List.of())
                : new Schedule(ordered, pass.end(last), pass.chain(last.component()));
    }

    /** Seconds from the beginning of all, and how many steps come before. */
    private record At(long begin, int depth) {}

    private static final class Pass {
        private final Map<String, Step> steps;
        private final Map<String, At> found = new HashMap<>();
        /** The one that is done last of those before. */
        private final Map<String, String> decisive = new HashMap<>();

        Pass(Map<String, Step> steps) {
            this.steps = steps;
        }

        At at(Step step) {
            return visit(step.component());
        }

        long end(Step step) {
            return at(step).begin() + step.seconds();
        }

        At visit(String name) {
            At known = found.get(name);
            if (known != null) {
                return known;
            }
            found.put(name, new At(0, 0)); // gates have no cycle; if they had one, it would end here
            long begin = 0;
            int depth = 0;
            for (String first : step(name).after()) {
                At at = visit(first);
                long end = at.begin() + step(first).seconds();
                depth = Math.max(depth, at.depth() + 1);
                if (end > begin || !decisive.containsKey(name)) {
                    decisive.put(name, first);
                }
                begin = Math.max(begin, end);
            }
            At at = new At(begin, depth);
            found.put(name, at);
            return at;
        }

        List<String> chain(String last) {
            List<String> chain = new ArrayList<>();
            for (String name = last; name != null && !chain.contains(name); name = decisive.get(name)) {
                chain.add(name);
            }
            return chain.reversed();
        }

        private Step step(String name) {
            return java.util.Objects.requireNonNull(steps.get(name), name);
        }
    }
}
