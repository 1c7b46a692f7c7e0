package io.mpaas.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Heaviest paths of an acyclic graph with weights ≥ 0 on its nodes, by relaxing arcs in topological order: linear.
 * (T. H. Cormen et al., Introduction to Algorithms, 4th ed., §22.2: critical paths.)
 *
 * <pre>
 *   a(3) ──▶ b(1) ──▶ d(2)     longest from a = 3 + 5 + 2 = 10, next of a = c
 *     └────▶ c(5) ──────┘
 * </pre>
 */
final class LongestPaths {
    private static final int NONE = -1;

    private final long[] length;
    private final int[] next;

    private LongestPaths(int size) {
        length = new long[size];
        next = new int[size];
        Arrays.fill(next, NONE);
    }

    /** From every node along its arcs; {@code order} has every node after all its targets. */
    static LongestPaths along(IntGraph arcs, int[] order, long[] weight) {
        LongestPaths paths = new LongestPaths(arcs.size());
        for (int node : order) {
            long longest = NONE;
            for (int i = arcs.begin(node); i < arcs.end(node); i++) {
                if (paths.length[arcs.target(i)] > longest) {
                    longest = paths.length[arcs.target(i)];
                    paths.next[node] = arcs.target(i);
                }
            }
            paths.length[node] = weight[node] + Math.max(longest, 0);
        }
        return paths;
    }

    /** Weight of the heaviest path that begins here, itself included. */
    long from(int node) {
        return length[node];
    }

    /** Where the heaviest path of all begins; the smallest node among equals. The graph has a node. */
    int heaviest() {
        int heaviest = 0;
        for (int node = 1; node < length.length; node++) {
            if (length[node] > length[heaviest]) {
                heaviest = node;
            }
        }
        return heaviest;
    }

    /** The heaviest path from here, its last node first. */
    Deque<Integer> backwards(int node) {
        Deque<Integer> path = new ArrayDeque<>();
        for (int at = node; at != NONE; at = next[at]) {
            path.addFirst(at);
        }
        return path;
    }
}
