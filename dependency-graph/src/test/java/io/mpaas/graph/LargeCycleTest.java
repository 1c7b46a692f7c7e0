package io.mpaas.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The verdict stays exact, bounded in text and quick where counting simple cycles would take for ever. */
class LargeCycleTest {

    @Test
    void fiftyComponentsThatAllNeedEachOther() {
        GraphSpec.Builder spec = GraphSpec.builder();
        for (int a = 0; a < 50; a++) {
            for (int b = 0; b < 50; b++) {
                if (a != b) {
                    edge(spec, a, b);
                }
            }
        }
        Problem problem = verdict(spec.build());
        Cycle cycle = problem.cycle().orElseThrow();
        assertThat(cycle.members()).containsExactly("c00000", "c00001");
        assertThat(cycle.knot()).hasSize(50);
        assertThat(cycle.cut()).hasSize(50 * 49 / 2);
        assertThat(problem.message().lines()).hasSizeLessThan(20);
    }

    @Test
    void aRandomCyclicGraphOfFiveThousand() {
        Problem problem = verdict(random(5_000, 20_000));
        Cycle cycle = problem.cycle().orElseThrow();
        assertThat(cycle.members()).hasSizeBetween(2, 4).hasSameSizeAs(cycle.edges());
        assertThat(cycle.knot()).hasSizeGreaterThan(4_000);
        assertThat(cycle.knot()).containsAll(cycle.members());
    }

    @Test
    void takingAwayTheSuggestedEdgesLeavesNoCycle() {
        GraphSpec cyclic = random(2_000, 6_000);
        Set<Edge> cut = Set.copyOf(verdict(cyclic).cycle().orElseThrow().cut());
        List<Edge> left =
                cyclic.edges().stream().filter(edge -> !cut.contains(edge)).toList();
        assertThat(GraphCheck.check(new GraphSpec(cyclic.nodes(), left, List.of(), cyclic.updateAfter())))
                .isEmpty();
    }

    @Test
    void aRingOfFiveThousandIsShownShortened() {
        GraphSpec.Builder spec = GraphSpec.builder();
        for (int a = 0; a < 5_000; a++) {
            edge(spec, a, (a + 1) % 5_000);
        }
        Problem problem = verdict(spec.build());
        assertThat(problem.cycle().orElseThrow().members()).hasSize(5_000);
        assertThat(problem.message())
                .startsWith("dependency cycle: c00000 → c00001 → ")
                .contains("c00018 → … (4981 more) → c00000")
                .contains("… and 4980 more")
                .hasSizeLessThan(4_000);
        assertThat(problem.cycle().orElseThrow().cut()).extracting(Edge::arrow).containsExactly("c04999 → c00000");
    }

    @Test
    void aChainOfAHundredThousandNeedsNoDeepStack() {
        GraphSpec.Builder spec = GraphSpec.builder();
        for (int a = 1; a < 100_000; a++) {
            edge(spec, a, a - 1);
        }
        assertThat(GraphCheck.check(spec.build())).isEmpty();
        DependencyGraph graph =
                Resolver.resolve(spec.build(), Selection.everything()).graph().orElseThrow();
        assertThat(graph.criticalPath(name -> 2).length()).isEqualTo(200_000);
        assertThat(graph.waves()).hasSize(100_000);

        edge(spec, 0, 99_999);
        assertThat(verdict(spec.build()).code()).isEqualTo(Code.CYCLE);
    }

    private static Problem verdict(GraphSpec spec) {
        List<Problem> problems = GraphCheck.check(spec);
        assertThat(problems).isNotEmpty().isEqualTo(GraphCheck.check(spec));
        assertThat(problems).extracting(Problem::code).containsOnly(Code.CYCLE);
        return problems.getFirst();
    }

    private static GraphSpec random(int nodes, int edges) {
        Random random = new Random(99);
        GraphSpec.Builder spec = GraphSpec.builder();
        for (int i = 0; i < edges; i++) {
            int a = random.nextInt(nodes);
            edge(spec, a, (a + 1 + random.nextInt(nodes - 1)) % nodes);
        }
        return spec.build();
    }

    private static void edge(GraphSpec.Builder spec, int a, int b) {
        String dependant = "c%05d".formatted(a);
        String dependency = "c%05d".formatted(b);
        String path = "spec.components." + dependant;
        spec.node(dependant, path).node(dependency, "spec.components." + dependency);
        spec.edge(dependant, dependency, List.of(DependencyKind.STARTUP), path + ".dependsOn." + dependency);
    }
}
