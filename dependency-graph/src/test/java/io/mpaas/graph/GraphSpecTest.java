package io.mpaas.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphSpecTest {

    @Test
    void isTheSameWhateverTheOrderOfWriting() {
        GraphSpec catalogue = EdgeTable.catalogue();
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            List<Edge> edges = new ArrayList<>(catalogue.edges());
            List<Alternative> alternatives = new ArrayList<>(catalogue.alternatives());
            Collections.shuffle(edges, random);
            Collections.shuffle(alternatives, random);
            GraphSpec shuffled = new GraphSpec(catalogue.nodes(), edges, alternatives, Map.of());
            assertThat(shuffled.edges()).isSorted().isEqualTo(catalogue.edges());
            assertThat(shuffled).hasToString(catalogue.toString());
        }
    }

    @Test
    void sortsEdgesOfUnknownNamesAndOfOnePair() {
        Edge ghost = new Edge("ghost", "a", Set.of(DependencyKind.STARTUP), "p");
        Edge second = new Edge("b", "a", Set.of(DependencyKind.STARTUP), "p2");
        Edge first = new Edge("b", "a", Set.of(DependencyKind.RUNTIME), "p1");
        Map<String, String> nodes = Map.of("a", "a", "b", "b");
        assertThat(new GraphSpec(nodes, List.of(ghost, second, first), List.of(), Map.of()).edges())
                .containsExactly(first, second, ghost);
        assertThat(new GraphSpec(nodes, List.of(second, first), List.of(), Map.of()).edges())
                .containsExactly(first, second);
    }

    @Test
    void showsKindsInOneOrder() {
        Edge edge = new Edge(
                "a", "b", Set.of(DependencyKind.OPTIONAL, DependencyKind.RUNTIME, DependencyKind.STARTUP), "p");
        assertThat(edge.kindsText()).isEqualTo("startup, runtime, optional");
        assertThat(DependencyKind.of("runtime")).isEqualTo(DependencyKind.RUNTIME);
    }
}
