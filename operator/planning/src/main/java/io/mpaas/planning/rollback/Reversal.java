package io.mpaas.planning.rollback;

import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.planning.compile.Blueprint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A blueprint that is gone back to, in the reverse of the update order.
 *
 * <pre>
 *   update   db ─▶ api ─▶ web        what changed: db, web
 *   reverse  db ◀──────── web        db asks that all pods of web have the content that it comes back to; api asks db, as ever
 * </pre>
 *
 * <p>On the way back a gate asks for a content, not to be Ready: what comes back may need what comes back after it. The rollout hashes
 * stay those of the blueprint: once everything is back, nothing tells it from an update. Only what the failed change had changed waits
 * for others of its kind, so the gates are acyclic. Whatever has to be started anew on the way asks those of its startup
 * dependencies that changed to serve, at whatever revision: they may go back after it.
 */
public final class Reversal {
    private final Blueprint back;
    private final Set<String> changed = new TreeSet<>();
    private final Map<String, Set<String>> successors = new TreeMap<>();

    private Reversal(Blueprint back, Map<String, String> tried) {
        this.back = back;
        back.contentHashes().forEach((name, hash) -> {
            if (tried.containsKey(name) && !hash.equals(tried.get(name))) {
                changed.add(name);
            }
            back.graph()
                    .updatePredecessors(name)
                    .forEach(predecessor -> successors
                            .computeIfAbsent(predecessor, _ -> new TreeSet<>())
                            .add(name));
        });
    }

    /** The way back to a blueprint, from the content hashes that were tried. */
    public static Blueprint of(Blueprint back, Map<String, String> tried) {
        return new Reversal(back, tried).reversed();
    }

    private Blueprint reversed() {
        SortedMap<String, ComponentSpec> components = new TreeMap<>();
        back.components().forEach((name, spec) -> components.put(name, reversed(name, spec)));
        return back.with(components);
    }

    private ComponentSpec reversed(String name, ComponentSpec spec) {
        boolean startsOnChanged = spec.dependencies().entrySet().stream()
                .anyMatch(entry -> entry.getValue().rolloutHash() != null && changed.contains(entry.getKey()));
        if (!changed.contains(name) && !startsOnChanged) {
            return spec;
        }
        return spec.updatedAfter(
                anyRevision(name, spec.dependencies()), changed.contains(name) ? backBefore(name) : spec.updateAfter());
    }

    /** Those that changed and are updated after it, with nothing that changed between: they go back before it. */
    private SortedMap<String, String> backBefore(String name) {
        SortedMap<String, String> hashes = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            for (String successor : successors.getOrDefault(open.pop(), Set.of())) {
                ComponentSpec spec = back.components().get(successor);
                if (spec == null || !seen.add(successor)) {
                    continue;
                }
                if (changed.contains(successor)) {
                    hashes.put(successor, spec.contentHash());
                } else {
                    open.push(successor);
                }
            }
        }
        return hashes;
    }

    private Map<String, Dependency> anyRevision(String name, Map<String, Dependency> dependencies) {
        Map<String, Dependency> any = new TreeMap<>(dependencies);
        any.replaceAll((other, dependency) -> changed.contains(name) || changed.contains(other)
                ? new Dependency(dependency.kinds(), null)
                : dependency);
        return any;
    }
}
