package io.mpaas.graph;

import static io.mpaas.graph.DependencyKind.OPTIONAL;
import static io.mpaas.graph.DependencyKind.RUNTIME;
import static io.mpaas.graph.DependencyKind.STARTUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
    private static final String SYNC = """
            mss-core -> acc-link: startup, runtime
            mss-core -> mysql: runtime
            mss-core -> redis: startup, optional
            mss-core -> monitor: optional
            acc-link -> redis: startup
            mysql
            redis
            monitor -> mss-core
            """;

    private final DependencyGraph sync = EdgeTable.graph(SYNC);

    @Test
    void ordersDependenciesFirstAndTiesByName() {
        assertThat(sync.startOrder()).containsExactly("mysql", "redis", "acc-link", "mss-core", "monitor");
        assertThat(sync.stopOrder()).containsExactly("monitor", "mss-core", "acc-link", "redis", "mysql");
        assertThat(sync.updateOrder()).isEqualTo(sync.startOrder());
        assertThat(EdgeTable.graph("c\nb\na").startOrder()).containsExactly("a", "b", "c");
    }

    @Test
    void answersDirectNeighboursByKind() {
        assertThat(sync.dependencies("mss-core")).containsExactly("acc-link", "monitor", "mysql", "redis");
        assertThat(sync.dependencies("mss-core", STARTUP)).containsExactly("acc-link", "redis");
        assertThat(sync.dependencies("mss-core", RUNTIME, OPTIONAL))
                .containsExactly("acc-link", "monitor", "mysql", "redis");
        assertThat(sync.dependants("redis")).containsExactly("acc-link", "mss-core");
        assertThat(sync.dependants("redis", OPTIONAL, OPTIONAL)).containsExactly("mss-core");
        assertThat(sync.dependants("monitor", STARTUP, RUNTIME)).isEmpty();
    }

    @Test
    void followsStartupAndRuntimeHoweverFarButNotOptional() {
        assertThat(sync.transitiveDependencies("mss-core")).containsExactly("acc-link", "mysql", "redis");
        assertThat(sync.transitiveDependants("redis")).containsExactly("acc-link", "monitor", "mss-core");
        assertThat(sync.transitiveDependants("monitor")).isEmpty();
    }

    @Test
    void groupsIntoWavesByLongestChain() {
        assertThat(sync.waves())
                .containsExactly(
                        List.of("mysql", "redis"), List.of("acc-link"), List.of("mss-core"), List.of("monitor"));
    }

    @Test
    void followsOnlyStartupEdgesOnTheCriticalPath() {
        Map<String, Long> weight =
                Map.of("mysql", 1_000L, "redis", 10L, "acc-link", 5L, "mss-core", 20L, "monitor", 1L);
        assertThat(sync.criticalPath(name -> weight.getOrDefault(name, 0L)))
                .isEqualTo(new CriticalPath(List.of("mysql"), 1_000));
        assertThat(sync.criticalPath(name -> name.equals("mysql") ? 1 : weight.getOrDefault(name, 0L)))
                .isEqualTo(new CriticalPath(List.of("redis", "acc-link", "mss-core", "monitor"), 36));
        assertThat(sync.remaining(name -> weight.getOrDefault(name, 0L)))
                .containsExactly(
                        Map.entry("acc-link", 26L),
                        Map.entry("monitor", 1L),
                        Map.entry("mss-core", 21L),
                        Map.entry("mysql", 1_000L),
                        Map.entry("redis", 36L));
    }

    @Test
    void replacesTheOrderOfUpdatesWhereAskedTo() {
        DependencyGraph graph = EdgeTable.graph("""
                a -> b: runtime
                b -> c
                c
                d -> c: optional
                a updateAfter
                b updateAfter a
                """);
        assertThat(graph.updatePredecessors("a")).isEmpty();
        assertThat(graph.updatePredecessors("b")).containsExactly("a");
        assertThat(graph.updatePredecessors("d")).isEmpty();
        assertThat(graph.updateOrder()).containsExactly("a", "b", "c", "d");
        assertThat(graph.startOrder()).containsExactly("c", "b", "a", "d");
    }

    @Test
    void addsUpKindsOfAnEdgeWrittenTwice() {
        Map<String, String> nodes = Map.of("a", "a", "b", "b");
        List<Edge> edges =
                List.of(new Edge("a", "b", Set.of(OPTIONAL), "second"), new Edge("a", "b", Set.of(STARTUP), "first"));
        assertThat(DependencyGraph.of(nodes, edges, Map.of()))
                .isInstanceOfSatisfying(
                        DependencyGraph.Result.Acyclic.class,
                        result -> assertThat(result.graph().edges())
                                .containsExactly(new Edge("a", "b", Set.of(STARTUP, OPTIONAL), "first")));
    }

    @Test
    void refusesWhatIsNotAnAcyclicGraph() {
        Map<String, String> nodes = Map.of("a", "a", "b", "b");
        List<Edge> edges = List.of(new Edge("a", "b", Set.of(STARTUP), "p"), new Edge("b", "x", Set.of(RUNTIME), "q"));
        assertThat(DependencyGraph.of(nodes, edges, Map.of("b", List.of("a"))))
                .isInstanceOfSatisfying(
                        DependencyGraph.Result.Rejected.class,
                        result -> assertThat(result.problems())
                                .extracting(Problem::code)
                                .containsExactly(Code.UPDATE_CYCLE, Code.UNKNOWN_DEPENDENCY));
    }

    @Test
    void handlesTheEmptyGraph() {
        DependencyGraph empty = EdgeTable.graph("");
        assertThat(empty.startOrder()).isEmpty();
        assertThat(empty.waves()).isEmpty();
        assertThat(empty.criticalPath(name -> 1)).isEqualTo(new CriticalPath(List.of(), 0));
    }

    @Test
    void treatsWrongCallsAsBugs() {
        assertThatThrownBy(() -> sync.dependencies("nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> sync.remaining(name -> -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
