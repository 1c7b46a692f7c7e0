package io.mpaas.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A line-up of nodes with few arcs that point back: sinks go to the end, sources to the front, and when there are neither, the
 * node whose arcs out outweigh its arcs in by most goes to the front.
 *
 * <p>For equal weights at most half of the arcs minus a sixth of the nodes point back. O((nodes + arcs) log arcs).
 * (P. Eades, X. Lin, W. F. Smyth, "A fast and effective heuristic for the feedback arc set problem", Inf. Process. Lett. 47(6), 1993.)
 */
final class GreedyOrder {
    private record Candidate(int node, long surplus) {}

    private final IntGraph out;
    private final IntGraph in;
    private final long[] weight;
    private final int[] outs;
    private final int[] ins;
    private final long[] surplus;
    private final boolean[] gone;
    private final Deque<Integer> ends = new ArrayDeque<>();
    private final PriorityQueue<Candidate> candidates = new PriorityQueue<>(
            Comparator.comparingLong(Candidate::surplus).reversed().thenComparingInt(Candidate::node));

    private GreedyOrder(IntGraph graph, long[] weight) {
        this.out = graph;
        this.in = graph.reversed();
        this.weight = weight;
        this.outs = new int[graph.size()];
        this.ins = new int[graph.size()];
        this.surplus = new long[graph.size()];
        this.gone = new boolean[graph.size()];
        for (int node = 0; node < graph.size(); node++) {
            outs[node] = out.end(node) - out.begin(node);
            ins[node] = in.end(node) - in.begin(node);
            surplus[node] = sum(out, node) - sum(in, node);
            enter(node);
        }
    }

    static int[] of(IntGraph graph, long[] weight) {
        return new GreedyOrder(graph, weight).order();
    }

    private int[] order() {
        List<Integer> front = new ArrayList<>();
        Deque<Integer> back = new ArrayDeque<>();
        while (front.size() + back.size() < out.size()) {
            int node = next();
            if (outs[node] == 0) {
                back.addFirst(node);
            } else {
                front.add(node);
            }
            remove(node);
        }
        front.addAll(back);
        return front.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Entries of nodes that are gone, or have changed since, are stale and skipped. */
    private int next() {
        for (Integer end = ends.poll(); end != null; end = ends.poll()) {
            if (!gone[end]) {
                return end;
            }
        }
        while (true) {
            Candidate candidate = candidates.remove();
            if (!gone[candidate.node()] && candidate.surplus() == surplus[candidate.node()]) {
                return candidate.node();
            }
        }
    }

    private void remove(int node) {
        gone[node] = true;
        for (int i = out.begin(node); i < out.end(node); i++) {
            ins[out.target(i)]--;
            surplus[out.target(i)] += weight[out.arc(i)];
            enter(out.target(i));
        }
        for (int i = in.begin(node); i < in.end(node); i++) {
            outs[in.target(i)]--;
            surplus[in.target(i)] -= weight[in.arc(i)];
            enter(in.target(i));
        }
    }

    private void enter(int node) {
        if (gone[node]) {
            return;
        }
        if (outs[node] == 0 || ins[node] == 0) {
            ends.add(node);
        } else {
            candidates.add(new Candidate(node, surplus[node]));
        }
    }

    private long sum(IntGraph graph, int node) {
        long sum = 0;
        for (int i = graph.begin(node); i < graph.end(node); i++) {
            sum += weight[graph.arc(i)];
        }
        return sum;
    }
}
