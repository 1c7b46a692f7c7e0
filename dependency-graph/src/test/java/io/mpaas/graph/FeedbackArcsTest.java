package io.mpaas.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeedbackArcsTest {

    @Test
    void isAMinimumUpToTheExactLimit() {
        Random random = new Random(42);
        for (int round = 0; round < 400; round++) {
            IntGraph graph = RandomGraph.of(random, 2 + random.nextInt(4), 0.4 + random.nextDouble() / 4, false);
            long[] weight =
                    random.longs(graph.arcs(), 1, round % 2 == 0 ? 2 : 5).toArray();
            BitSet cut = FeedbackArcs.of(graph, weight);
            assertThat(RandomGraph.acyclicWithout(graph, cut)).isTrue();
            assertThat(RandomGraph.weight(cut, weight)).isEqualTo(cheapestOfAllSubsets(graph, weight));
        }
    }

    @Test
    void isNeverWorseThanTheGreedyOneUpToTheExactLimit() {
        Random random = new Random(7);
        for (int round = 0; round < 30; round++) {
            IntGraph graph = RandomGraph.of(random, FeedbackArcs.EXACT, 0.3, false);
            long[] weight = random.longs(graph.arcs(), 1, 4).toArray();
            long exact = RandomGraph.weight(FeedbackArcs.of(graph, weight), weight);
            assertThat(exact).isLessThanOrEqualTo(back(graph, weight, GreedyOrder.of(graph, weight)));
        }
    }

    @Test
    void breaksEveryCycleBeyondTheLimitAndKeepsTheBoundOfThePaper() {
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            int size = FeedbackArcs.EXACT + 1 + random.nextInt(30);
            IntGraph graph = RandomGraph.of(random, size, 0.02 + random.nextDouble() / 3, false);
            long[] weight = random.longs(graph.arcs(), 1, 2).toArray();
            BitSet cut = FeedbackArcs.of(graph, weight);
            assertThat(RandomGraph.acyclicWithout(graph, cut)).isTrue();
            assertThat(cut.cardinality()).isLessThanOrEqualTo(graph.arcs() / 2);
        }
    }

    @Test
    void cutsARingAtTheArcThatClosesIt() {
        for (int size : new int[] {3, FeedbackArcs.EXACT, FeedbackArcs.EXACT + 1, 500}) {
            int[] from = new int[size];
            int[] to = new int[size];
            for (int i = 0; i < size; i++) {
                from[i] = i;
                to[i] = (i + 1) % size;
            }
            long[] weight = new Random(1).longs(size, 1, 2).toArray();
            BitSet cut = FeedbackArcs.of(IntGraph.of(size, from, to), weight);
            assertThat(cut.stream().toArray()).as("ring of %d", size).containsExactly(size - 1);
        }
    }

    private static long cheapestOfAllSubsets(IntGraph graph, long[] weight) {
        long cheapest = Long.MAX_VALUE;
        for (long subset = 0; subset < 1L << graph.arcs(); subset++) {
            BitSet cut = BitSet.valueOf(new long[] {subset});
            if (RandomGraph.weight(cut, weight) < cheapest && RandomGraph.acyclicWithout(graph, cut)) {
                cheapest = RandomGraph.weight(cut, weight);
            }
        }
        return cheapest;
    }

    private static long back(IntGraph graph, long[] weight, int[] order) {
        int[] place = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        long sum = 0;
        for (int node = 0; node < graph.size(); node++) {
            for (int i = graph.begin(node); i < graph.end(node); i++) {
                sum += place[graph.target(i)] < place[node] ? weight[graph.arc(i)] : 0;
            }
        }
        return sum;
    }
}
