package io.mpaas.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/** Seeded graphs and slow, obvious answers about them. */
final class RandomGraph {
    private RandomGraph() {}

    /** No arc twice, none to itself; {@code acyclic}: only to smaller numbers. */
    static IntGraph of(Random random, int size, double density, boolean acyclic) {
        int[] from = new int[size * size];
        int[] to = new int[size * size];
        int arcs = 0;
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < (acyclic ? a : size); b++) {
                if (a != b && random.nextDouble() < density) {
                    from[arcs] = a;
                    to[arcs++] = b;
                }
            }
        }
        return IntGraph.of(size, Arrays.copyOf(from, arcs), Arrays.copyOf(to, arcs));
    }

    static boolean has(IntGraph graph, int from, int to) {
        for (int i = graph.begin(from); i < graph.end(from); i++) {
            if (graph.target(i) == to) {
                return true;
            }
        }
        return false;
    }

    /** Floyd–Warshall, the diagonal included: [v][v] is the length of a shortest cycle through v. */
    static int[][] distances(IntGraph graph) {
        int n = graph.size();
        int[][] distance = new int[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                distance[a][b] = has(graph, a, b) ? 1 : 1_000_000;
            }
        }
        for (int via = 0; via < n; via++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    distance[a][b] = Math.min(distance[a][b], distance[a][via] + distance[via][b]);
                }
            }
        }
        return distance;
    }

    static boolean acyclicWithout(IntGraph graph, BitSet cut) {
        int[][] distance = distances(graph.only(arc -> !cut.get(arc)));
        for (int node = 0; node < graph.size(); node++) {
            if (distance[node][node] < 1_000_000) {
                return false;
            }
        }
        return true;
    }

    static long weight(BitSet arcs, long[] weight) {
        return arcs.stream().mapToLong(arc -> weight[arc]).sum();
    }
}
