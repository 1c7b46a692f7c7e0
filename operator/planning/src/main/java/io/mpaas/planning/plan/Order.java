package io.mpaas.planning.plan;

import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Dependency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which steps come before which, by what the gates of each component ask for.
 *
 * <pre>
 *   starts            its startup dependencies, as far as they start or are updated
 *   updates, runs     what it is updated after; what it needs to start, at the content that is asked for
 *   stops             what needs it
 *   goes              what used it and goes as well, or moves on to something else
 *   is resized        nothing
 * </pre>
 *
 * <p>A component that stays as it is passes on what it waits for: its rollout hash changes with those before it.
 */
final class Order {
    private final Map<String, Standing> before;
    private final Map<String, ComponentSpec> after;
    private final SortedMap<String, Action> actions;

    Order(Map<String, Standing> before, Map<String, ComponentSpec> after, SortedMap<String, Action> actions) {
        this.before = before;
        this.after = after;
        this.actions = actions;
    }

    /** The nearest, sorted. */
    List<String> before(String name) {
        SortedSet<String> nearest = new TreeSet<>();
        collect(name, nearest, new TreeSet<>());
        nearest.remove(name);
        return List.copyOf(nearest);
    }

    private void collect(String name, SortedSet<String> nearest, SortedSet<String> seen) {
        for (String gate : gates(name)) {
            Action action = actions.get(gate);
            if (action != null && action != Action.Scale) {
                nearest.add(gate);
            } else if (seen.add(gate)) {
                collect(gate, nearest, seen);
            }
        }
    }

    private SortedSet<String> gates(String name) {
        Action action = actions.get(name);
        ComponentSpec now = after.get(name);
        if (action == Action.Stop || action == Action.Remove) {
            return users(name, action);
        }
        SortedSet<String> gates = new TreeSet<>();
        if (now == null || action == Action.Scale) {
            return gates;
        }
        boolean first = !before.containsKey(name) || action == Action.Start;
        now.dependencies().forEach((target, dependency) -> {
            if (dependency.startup() && (dependency.rolloutHash() != null || (first && starts(target)))) {
                gates.add(target);
            }
        });
        if (!first) {
            gates.addAll(now.updateAfter().keySet());
        }
        return gates;
    }

    /** Whether its pods are of another content afterwards: those of the content before need what that needed. */
    private boolean changes(String name, Standing standing) {
        ComponentSpec now = after.get(name);
        return now == null || !now.contentHash().equals(standing.spec().contentHash());
    }

    private boolean starts(String name) {
        Action action = actions.get(name);
        return action == Action.Add || action == Action.Start || (action == Action.Run && !before.containsKey(name));
    }

    /** Of those that needed it until now, the ones that stop with it, go with it, or change. */
    private SortedSet<String> users(String name, Action action) {
        SortedSet<String> users = new TreeSet<>();
        before.forEach((user, standing) -> {
            Dependency edge = standing.spec().dependencies().get(name);
            Action its = actions.get(user);
            boolean orders = edge != null && (action == Action.Remove || edge.ordering());
            boolean movesOn = action == Action.Remove && its == Action.Stop && !changes(user, standing);
            if (orders && its != null && its != Action.Scale && !movesOn) {
                users.add(user);
            }
        });
        return users;
    }
}
