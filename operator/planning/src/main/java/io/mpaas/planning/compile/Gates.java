package io.mpaas.planning.compile;

import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.api.v1alpha1.DependencyType;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.DependencyKind;
import io.mpaas.planning.value.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each component's gates ask for: values, never sequence.
 *
 * <pre>
 *   rolloutHash(c) = H(contentHash(c), rolloutHash of every update predecessor of c)
 * </pre>
 *
 * <p>A first start asks each startup dependency to have been Ready at its rollout hash, unless that dependency is to be
 * updated after c: then any revision will do. So the gates that ask for a hash are acyclic.
 */
final class Gates {
    private final DependencyGraph graph;
    private final Map<String, String> rolloutHashes = new HashMap<>();

    private Gates(DependencyGraph graph) {
        this.graph = graph;
    }

    static Gates of(DependencyGraph graph, Map<String, String> contentHashes) {
        Gates gates = new Gates(graph);
        for (String name : graph.updateOrder()) {
            gates.rolloutHashes.put(
                    name,
                    Json.hash(Map.of(
                            "content", contentHashes.getOrDefault(name, ""), "updateAfter", gates.updateAfter(name))));
        }
        return gates;
    }

    String rolloutHash(String name) {
        return rolloutHashes.getOrDefault(name, "");
    }

    /** Update predecessor → the rollout hash to wait for. */
    SortedMap<String, String> updateAfter(String name) {
        SortedMap<String, String> hashes = new TreeMap<>();
        graph.updatePredecessors(name).forEach(predecessor -> hashes.put(predecessor, rolloutHash(predecessor)));
        return hashes;
    }

    SortedMap<String, Dependency> dependencies(String name) {
        SortedMap<String, Dependency> dependencies = new TreeMap<>();
        for (String target : graph.dependencies(name, DependencyKind.values())) {
            List<DependencyType> kinds = new ArrayList<>();
            for (DependencyKind kind : DependencyKind.values()) {
                if (graph.dependencies(name, kind).contains(target)) {
                    kinds.add(DependencyType.valueOf(kind.name()));
                }
            }
            boolean asksForHash = kinds.contains(DependencyType.STARTUP) && !updatedAfter(target, name);
            dependencies.put(target, new Dependency(kinds, asksForHash ? rolloutHash(target) : null));
        }
        return dependencies;
    }

    /** Whether {@code name} is to be updated after {@code other}, directly or through others. */
    private boolean updatedAfter(String name, String other) {
        if (graph.updatePredecessors(other).contains(name)) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            for (String predecessor : graph.updatePredecessors(open.pop())) {
                if (predecessor.equals(other)) {
                    return true;
                }
                if (seen.add(predecessor)) {
                    open.push(predecessor);
                }
            }
        }
        return false;
    }
}
