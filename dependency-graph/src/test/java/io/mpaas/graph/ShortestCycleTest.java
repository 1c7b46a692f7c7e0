package io.mpaas.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortestCycleTest {

    @Test
    void agreesWithAllPairsDistancesOnRandomGraphs() {
        Random random = new Random(4711);
        for (int round = 0; round < 2_000; round++) {
            IntGraph graph = RandomGraph.of(random, 2 + random.nextInt(9), 0.05 + random.nextDouble() / 3, false);
            int[] cycle = ShortestCycle.of(graph);
            int[][] distance = RandomGraph.distances(graph);
            int shortest = 1_000_000;
            int smallest = -1;
            for (int node = graph.size() - 1; node >= 0; node--) {
                if (distance[node][node] <= shortest) {
                    shortest = distance[node][node];
                    smallest = node;
                }
            }
            if (shortest == 1_000_000) {
                assertThat(cycle).isEmpty();
            } else {
                assertThat(cycle).hasSize(shortest);
                assertThat(nodes(graph, cycle)).startsWith(smallest);
                assertThat(nodes(graph, cycle)).isEqualTo(smallestSequence(graph, shortest, smallest, distance));
            }
        }
    }

    @Test
    void prefersTheSmallerNamesAmongShortestCycles() {
        IntGraph graph = IntGraph.of(4, new int[] {0, 0, 1, 2, 3}, new int[] {2, 1, 3, 3, 0});
        assertThat(nodes(graph, ShortestCycle.of(graph))).containsExactly(0, 1, 3);
    }

    /** Sources of the arcs, checked to follow one another. */
    private static int[] nodes(IntGraph graph, int[] cycle) {
        int[] source = new int[graph.arcs()];
        int[] target = new int[graph.arcs()];
        for (int node = 0; node < graph.size(); node++) {
            for (int i = graph.begin(node); i < graph.end(node); i++) {
                source[graph.arc(i)] = node;
                target[graph.arc(i)] = graph.target(i);
            }
        }
        for (int i = 0; i < cycle.length; i++) {
            assertThat(target[cycle[i]]).isEqualTo(source[cycle[(i + 1) % cycle.length]]);
        }
        return Arrays.stream(cycle).map(arc -> source[arc]).toArray();
    }

    /** At every step the smallest node from which the way back is still short enough. */
    private static int[] smallestSequence(IntGraph graph, int length, int start, int[][] distance) {
        int[] sequence = new int[length];
        sequence[0] = start;
        for (int i = 1; i < length; i++) {
            for (int node = 0; node < graph.size(); node++) {
                if (node != start
                        && RandomGraph.has(graph, sequence[i - 1], node)
                        && distance[node][start] <= length - i) {
                    sequence[i] = node;
                    break;
                }
            }
        }
        return sequence;
    }
}
