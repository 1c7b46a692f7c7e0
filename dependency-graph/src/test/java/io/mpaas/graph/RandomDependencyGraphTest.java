package io.mpaas.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every answer against the most obvious way to get it. */
class RandomDependencyGraphTest {
    private static final List<Set<DependencyKind>> KINDS =
            List.of(Set.of(DependencyKind.STARTUP), Set.of(DependencyKind.RUNTIME), Set.of(DependencyKind.OPTIONAL));

    private final Random random = new Random(2024);

    @Test
    void agreesWithNaiveAnswers() {
        for (int round = 0; round < 300; round++) {
            DependencyGraph graph = random();
            orders(graph);
            Map<String, Long> weight = new HashMap<>();
            graph.nodes().forEach(name -> weight.put(name, (long) random.nextInt(100)));
            for (String name : graph.nodes()) {
                assertThat(graph.transitiveDependencies(name)).isEqualTo(below(graph, name));
                graph.transitiveDependencies(name)
                        .forEach(dependency -> assertThat(graph.transitiveDependants(dependency))
                                .contains(name));
                assertThat(graph.remaining(weight::get)).containsEntry(name, remaining(graph, name, weight));
            }
            CriticalPath path = graph.criticalPath(weight::get);
            assertThat(path.length())
                    .isEqualTo(Collections.max(graph.remaining(weight::get).values()));
            assertThat(path.nodes().stream().mapToLong(weight::get).sum()).isEqualTo(path.length());
        }
    }

    private static void orders(DependencyGraph graph) {
        List<String> order = graph.startOrder();
        assertThat(order).containsExactlyInAnyOrderElementsOf(graph.nodes());
        TreeSet<String> left = new TreeSet<>(graph.nodes());
        for (String name : order) {
            String first = left.stream()
                    .filter(each -> Collections.disjoint(hard(graph, each), left))
                    .findFirst()
                    .orElseThrow();
            assertThat(name).isEqualTo(first);
            left.remove(name);
        }
        List<List<String>> waves = graph.waves();
        for (int wave = 0; wave < waves.size(); wave++) {
            for (String name : waves.get(wave)) {
                List<String> below = wave == 0 ? List.of() : waves.get(wave - 1);
                assertThat(hard(graph, name))
                        .satisfies(needs -> assertThat(
                                        needs.isEmpty() ? below.isEmpty() : !Collections.disjoint(needs, below))
                                .isTrue());
            }
        }
    }

    private static Set<String> hard(DependencyGraph graph, String name) {
        return graph.dependencies(name, DependencyKind.STARTUP, DependencyKind.RUNTIME);
    }

    private static Set<String> below(DependencyGraph graph, String name) {
        Set<String> all = new TreeSet<>();
        for (String dependency : hard(graph, name)) {
            all.add(dependency);
            all.addAll(below(graph, dependency));
        }
        return all;
    }

    private static long remaining(DependencyGraph graph, String name, Map<String, Long> weight) {
        return weight.getOrDefault(name, 0L)
                + graph.dependants(name, DependencyKind.STARTUP).stream()
                        .mapToLong(dependant -> remaining(graph, dependant, weight))
                        .max()
                        .orElse(0);
    }

    private DependencyGraph random() {
        IntGraph arcs = RandomGraph.of(random, 1 + random.nextInt(9), 0.3, true);
        List<String> names = new ArrayList<>(List.of("f", "b", "i", "a", "c", "h", "d", "g", "e"));
        Collections.shuffle(names, random);
        Map<String, String> nodes = new HashMap<>();
        List<Edge> edges = new ArrayList<>();
        for (int a = 0; a < arcs.size(); a++) {
            nodes.put(names.get(a), names.get(a));
            for (int i = arcs.begin(a); i < arcs.end(a); i++) {
                Set<DependencyKind> kinds = KINDS.get(random.nextInt(3));
                edges.add(new Edge(names.get(a), names.get(arcs.target(i)), kinds, "p" + i));
            }
        }
        Collections.shuffle(edges, random);
        return switch (DependencyGraph.of(nodes, edges, Map.of())) {
            case DependencyGraph.Result.Acyclic acyclic -> acyclic.graph();
            case DependencyGraph.Result.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }
}
