package io.mpaas.graph;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/**
 * A directed graph over the numbers 0 … size−1 in compressed sparse rows. An arc is known by its position in the arrays it
 * was made from; the arcs of a node are sorted by target, parallel ones by position.
 *
 * <pre>
 *   for (int i = g.begin(v); i &lt; g.end(v); i++) { g.target(i); g.arc(i); }
 * </pre>
 */
final class IntGraph {
    private final int[] offset;
    private final int[] target;
    private final int[] arc;

    private IntGraph(int[] offset, int[] target, int[] arc) {
        this.offset = offset;
        this.target = target;
        this.arc = arc;
    }

    /** Two stable counting sorts, by target and then by source: linear in nodes + arcs. */
    static IntGraph of(int size, int[] from, int[] to) {
        int[] identity = new int[from.length];
        Arrays.setAll(identity, i -> i);
        int[] arcs = countingSort(countingSort(identity, to, offsets(size, to)), from, offsets(size, from));
        int[] target = new int[arcs.length];
        Arrays.setAll(target, i -> to[arcs[i]]);
        return new IntGraph(offsets(size, from), target, arcs);
    }

    private static int[] offsets(int size, int[] keys) {
        int[] offset = new int[size + 1];
        for (int key : keys) {
            offset[key + 1]++;
        }
        Arrays.parallelPrefix(offset, Integer::sum);
        return offset;
    }

    private static int[] countingSort(int[] items, int[] key, int[] next) {
        int[] sorted = new int[items.length];
        for (int item : items) {
            sorted[next[key[item]]++] = item;
        }
        return sorted;
    }

    int size() {
        return offset.length - 1;
    }

    int arcs() {
        return arc.length;
    }

    int begin(int node) {
        return offset[node];
    }

    int end(int node) {
        return offset[node + 1];
    }

    int target(int position) {
        return target[position];
    }

    int arc(int position) {
        return arc[position];
    }

    /** The same arcs, turned round; they keep their numbers. */
    IntGraph reversed() {
        int[] begins = offsets(size(), target);
        int[] next = begins.clone();
        int[] sources = new int[arc.length];
        int[] arcs = new int[arc.length];
        for (int node = 0; node < size(); node++) {
            for (int i = begin(node); i < end(node); i++) {
                int position = next[target[i]]++;
                sources[position] = node;
                arcs[position] = arc[i];
            }
        }
        return new IntGraph(begins, sources, arcs);
    }

    /** Parallel arcs as one; arcs get new numbers, in order. */
    IntGraph merged() {
        int[] begins = new int[offset.length];
        int[] targets = new int[arc.length];
        int kept = 0;
        for (int node = 0; node < size(); node++) {
            for (int i = begin(node); i < end(node); i++) {
                if (i == begin(node) || target[i] != target[i - 1]) {
                    targets[kept++] = target[i];
                }
            }
            begins[node + 1] = kept;
        }
        int[] arcs = new int[kept];
        Arrays.setAll(arcs, i -> i);
        return new IntGraph(begins, Arrays.copyOf(targets, kept), arcs);
    }

    /** All nodes, but only some of the arcs; they keep their numbers. */
    IntGraph only(IntPredicate arcWanted) {
        int[] begins = new int[offset.length];
        int[] targets = new int[arc.length];
        int[] arcs = new int[arc.length];
        int kept = 0;
        for (int node = 0; node < size(); node++) {
            for (int i = begin(node); i < end(node); i++) {
                if (arcWanted.test(arc[i])) {
                    targets[kept] = target[i];
                    arcs[kept++] = arc[i];
                }
            }
            begins[node + 1] = kept;
        }
        return new IntGraph(begins, Arrays.copyOf(targets, kept), Arrays.copyOf(arcs, kept));
    }

    /**
     * Every node after all its targets, the smallest first among those that could come next. Nodes that are on a cycle, or
     * reach one, are left out, so the graph is acyclic exactly if none is missing.
     * (A. B. Kahn, "Topological sorting of large networks", CACM 5(11), 1962.)
     */
    int[] targetsFirst(IntGraph reversed) {
        int[] missing = new int[size()];
        PriorityQueue<Integer> free = new PriorityQueue<>();
        for (int node = 0; node < size(); node++) {
            missing[node] = end(node) - begin(node);
            if (missing[node] == 0) {
                free.add(node);
            }
        }
        int[] order = new int[size()];
        int placed = 0;
        for (Integer next = free.poll(); next != null; next = free.poll()) {
            order[placed++] = next;
            for (int i = reversed.begin(next); i < reversed.end(next); i++) {
                if (--missing[reversed.target(i)] == 0) {
                    free.add(reversed.target(i));
                }
            }
        }
        return Arrays.copyOf(order, placed);
    }

    /** Every node reachable from this one over at least one arc. */
    boolean[] reachable(int origin) {
        boolean[] seen = new boolean[size()];
        int[] stack = new int[size() + 1];
        int depth = 0;
        stack[depth++] = origin;
        while (depth > 0) {
            int node = stack[--depth];
            for (int i = begin(node); i < end(node); i++) {
                if (!seen[target[i]]) {
                    seen[target[i]] = true;
                    stack[depth++] = target[i];
                }
            }
        }
        return seen;
    }
}
