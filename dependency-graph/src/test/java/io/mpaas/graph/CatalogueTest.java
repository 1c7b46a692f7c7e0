package io.mpaas.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The real product. */
class CatalogueTest {
    private final GraphSpec catalogue = EdgeTable.catalogue();

    @Test
    void hasOneLegalCycleAndNothingElseToReport() {
        assertThat(GraphCheck.check(catalogue)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.OPTIONAL_CYCLE);
            assertThat(problem.isError()).isFalse();
            assertThat(problem.message()).isEqualTo("""
                    cycle through optional dependencies (legal): mas-query → mps-core → mas-query
                      mas-query → mps-core  spec.components.mas-query.dependsOn.mps-core (optional)
                      mps-core → mas-query  spec.components.mps-core.dependsOn.mas-query (optional)""");
        });
    }

    @Test
    void installsCompletelyWithTheFirstCandidates() {
        Resolution resolution = Resolver.resolve(catalogue, Selection.everything());
        DependencyGraph graph = resolution.graph().orElseThrow();
        assertThat(graph.nodes()).hasSize(31).isEqualTo(catalogue.nodes().keySet());
        assertThat(resolution.choices())
                .isEqualTo(Map.of(
                        "mgs-core", Map.of("discovery", "registry-session"),
                        "mas-topology", Map.of("store", "ssdb"),
                        "mas-query", Map.of("store", "ssdb")));
        assertThat(graph.waves().getFirst())
                .containsExactly("monitor", "mq-namesrv", "mysql", "oss", "redis", "slb", "ssdb", "zookeeper");
        assertThat(graph.criticalPath(name -> 1))
                .isEqualTo(new CriticalPath(
                        List.of("mysql", "registry-meta", "registry-data", "registry-session", "acc-link", "mps-core"),
                        6));
    }

    @Test
    void analyticsOnABigDataSiteUsesTheCustomersHbase() {
        Selection selection =
                new Selection(Set.of("mas-query", "mas-topology"), Set.of("hbase"), Set.of(), Map.of(), Map.of());
        Resolution resolution = Resolver.resolve(catalogue, selection);
        assertThat(resolution.choices())
                .isEqualTo(Map.of("mas-query", Map.of("store", "hbase"), "mas-topology", Map.of("store", "hbase")));
        assertThat(resolution.graph().orElseThrow().nodes()).contains("hbase").doesNotContain("hdfs", "ssdb");
    }

    @Test
    void oneMistakeMakesARealCycle() {
        GraphSpec.Builder broken = GraphSpec.builder();
        catalogue.nodes().forEach(broken::node);
        catalogue.edges().forEach(e -> broken.edge(e.dependant(), e.dependency(), e.kinds(), e.path()));
        catalogue
                .alternatives()
                .forEach(a -> broken.alternative(a.dependant(), a.name(), a.candidates(), a.kinds(), a.path()));
        broken.edge("mysql", "mss-core", List.of(DependencyKind.RUNTIME), "spec.components.mysql.dependsOn.mss-core");
        List<Problem> errors = GraphCheck.check(broken.build()).stream()
                .filter(Problem::isError)
                .toList();
        assertThat(errors).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith("dependency cycle: mss-core → mysql → mss-core");
            assertThat(problem.cycle().orElseThrow().cut())
                    .extracting(Edge::arrow)
                    .containsExactly("mysql → mss-core");
        });
    }
}
