package io.mpaas.graph;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which arcs to remove so that no cycle is left (a feedback arc set): line the nodes up so that the arcs which point back weigh
 * as little as possible; those are the set.
 *
 * <pre>
 *   a ──▶ b ──▶ c        a b c: only c → a points back
 *   ▲           │
 *   └───────────┘
 * </pre>
 *
 * <p>Up to {@value #EXACT} nodes the set is a minimum, by dynamic programming over subsets in O(2ⁿ·n²): the cheapest line-up of a
 * subset is the cheapest one without its last node, plus the arcs from that node back into the subset (E. L. Lawler, "A comment
 * on minimum feedback arc sets", IEEE Trans. Circuit Theory 11(2), 1964). Beyond that it is small but not always a minimum
 * ({@link GreedyOrder}), as the problem is NP-hard. Among equals the larger name goes last, so a plain ring is cut at the arc
 * that closes it.
 */
final class FeedbackArcs {
    static final int EXACT = 12;

    private FeedbackArcs() {}

    /** Numbers of arcs; {@code weight} by arc number, all positive. */
    static BitSet of(IntGraph graph, long[] weight) {
        int[] order = graph.size() <= EXACT ? exactOrder(graph, weight) : GreedyOrder.of(graph, weight);
        int[] place = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        BitSet back = new BitSet();
        for (int node = 0; node < graph.size(); node++) {
            for (int i = graph.begin(node); i < graph.end(node); i++) {
                if (place[graph.target(i)] < place[node]) {
                    back.set(graph.arc(i));
                }
            }
        }
        return back;
    }

    private static int[] exactOrder(IntGraph graph, long[] weight) {
        int n = graph.size();
        long[] cheapest = new long[1 << n];
        byte[] last = new byte[1 << n];
        Arrays.fill(cheapest, Long.MAX_VALUE);
        cheapest[0] = 0;
        for (int subset = 1; subset < cheapest.length; subset++) {
            for (int node = 0; node < n; node++) {
                int rest = subset & ~(1 << node);
                if (rest != subset) {
                    long cost = cheapest[rest] + into(rest, node, graph, weight);
                    if (cost <= cheapest[subset]) {
                        cheapest[subset] = cost;
                        last[subset] = (byte) node;
                    }
                }
            }
        }
        int[] order = new int[n];
        int subset = cheapest.length - 1;
        for (int i = n - 1; i >= 0; i--) {
            order[i] = last[subset];
            subset &= ~(1 << order[i]);
        }
        return order;
    }

    private static long into(int subset, int node, IntGraph graph, long[] weight) {
        long sum = 0;
        for (int i = graph.begin(node); i < graph.end(node); i++) {
            if ((subset & 1 << graph.target(i)) != 0) {
                sum += weight[graph.arc(i)];
            }
        }
        return sum;
    }
}
