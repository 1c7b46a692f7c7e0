package io.mpaas.graph;

import java.util.Arrays;

/**
 * A shortest cycle of a strongly connected graph, by breadth-first search from every node.
 *
 * <p>The search from v ignores nodes smaller than v (cycles through those are known already), stops at the first arc back to v
 * and goes no deeper than the best cycle so far; two is the minimum, so it ends there. Targets are visited in order, therefore
 * the first path found is the smallest by names among shortest ones. O(nodes · arcs) at worst, far less if a short cycle exists.
 * (A. Itai, M. Rodeh, "Finding a minimum circuit in a graph", SIAM J. Comput. 7(4), 1978.)
 */
final class ShortestCycle {
    private static final int NONE = -1;

    private final IntGraph graph;
    private final int[] seenFrom;
    private final int[] depth;
    private final int[] parent;
    private final int[] parentArc;
    private final int[] queue;
    private int[] best = new int[0];
    private int bound = Integer.MAX_VALUE;

    private ShortestCycle(IntGraph graph) {
        this.graph = graph;
        this.seenFrom = new int[graph.size()];
        this.depth = new int[graph.size()];
        this.parent = new int[graph.size()];
        this.parentArc = new int[graph.size()];
        this.queue = new int[graph.size()];
        Arrays.fill(seenFrom, NONE);
    }

    /** Its arcs in order, beginning at its smallest node; empty for an acyclic graph. */
    static int[] of(IntGraph graph) {
        ShortestCycle search = new ShortestCycle(graph);
        for (int origin = 0; origin < graph.size() && search.bound > 2; origin++) {
            search.from(origin);
        }
        return search.best;
    }

    private void from(int origin) {
        int head = 0;
        int tail = 0;
        queue[tail++] = origin;
        depth[origin] = 0;
        while (head < tail && depth[queue[head]] + 1 < bound) {
            int node = queue[head++];
            for (int i = graph.begin(node); i < graph.end(node); i++) {
                int target = graph.target(i);
                if (target == origin) {
                    remember(origin, node, graph.arc(i));
                    return;
                }
                if (target > origin && seenFrom[target] != origin) {
                    seenFrom[target] = origin;
                    depth[target] = depth[node] + 1;
                    parent[target] = node;
                    parentArc[target] = graph.arc(i);
                    queue[tail++] = target;
                }
            }
        }
    }

    private void remember(int origin, int last, int closing) {
        bound = depth[last] + 1;
        best = new int[bound];
        best[bound - 1] = closing;
        for (int node = last; node != origin; node = parent[node]) {
            best[depth[node] - 1] = parentArc[node];
        }
    }
}
