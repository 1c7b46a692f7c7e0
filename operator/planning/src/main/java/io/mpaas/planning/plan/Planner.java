package io.mpaas.planning.plan;

import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.graph.DependencyKind;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.plan.Step.Interruption;
import io.mpaas.planning.plan.Step.Resize;
import io.mpaas.planning.review.FieldChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what there is with what is wanted.
 *
 * <pre>
 *   each component ─▶ Action ─▶ which steps come first (Order) ─▶ how long, without service (Pace) ─▶ Step
 * </pre>
 */
public final class Planner {
    private final SortedMap<String, Standing> before = new TreeMap<>();
    private final SortedMap<String, ComponentSpec> after;
    private final Blueprint blueprint;
    private final SortedMap<String, Action> actions = new TreeMap<>();

    private Planner(Map<String, Standing> standing, Blueprint blueprint) {
        standing.forEach((name, one) -> {
            if (!one.isLeaving()) {
                before.put(name, one);
            }
        });
        this.blueprint = blueprint;
        this.after = blueprint.components();
    }

    /**
     * The plan.
     *
     * @param installation ID of the installation; its name where it has none yet
     * @param release SHA-256 of the Release
     * @param standing components that are there
     * @param blueprint what shall be
     * @param deletesData whether the volumes of a component that is removed go with it
     */
    public static Plan plan(
            String installation,
            String release,
            Map<String, Standing> standing,
            Blueprint blueprint,
            boolean deletesData) {
        Planner planner = new Planner(standing, blueprint);
        planner.choose();
        return planner.plan(installation, release, deletesData);
    }

    private void choose() {
        after.forEach((name, spec) -> action(before.get(name), spec).ifPresent(action -> actions.put(name, action)));
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> actions.put(name, Action.Remove));
    }

    private static Optional<Action> action(@Nullable Standing standing, ComponentSpec now) {
        boolean stops = now.state() == RunState.Stopped;
        if (standing == null) {
            return stops ? Optional.empty() : Optional.of(now.type() == WorkloadType.Job ? Action.Run : Action.Add);
        }
        ComponentSpec was = standing.spec();
        boolean stopped = was.state() == RunState.Stopped;
        boolean ended = was.type() == WorkloadType.Job && standing.completed().contains(was.contentHash());
        boolean stays = was.type() == WorkloadType.Manifests; // they have no pods of their own
        if (stops) {
            return stopped || ended || stays ? Optional.empty() : Optional.of(Action.Stop);
        }
        if (was.type() != now.type()) { // of what the customer brings there is none
            return Optional.of(Action.Replace);
        }
        if (now.type() == WorkloadType.Job) {
            return standing.completed().contains(now.contentHash()) ? Optional.empty() : Optional.of(Action.Run);
        }
        if (stopped && !stays) {
            return Optional.of(Action.Start);
        }
        if (!was.contentHash().equals(now.contentHash())) {
            return Optional.of(Action.Update);
        }
        return Objects.equals(was.recommendedReplicas(), now.recommendedReplicas())
                ? Optional.empty()
                : Optional.of(Action.Scale);
    }

    private Plan plan(String installation, String release, boolean deletesData) {
        Order order = new Order(before, after, actions);
        Map<String, Step> steps = new TreeMap<>();
        actions.forEach((name, action) -> steps.put(name, step(name, action, order.before(name))));
        Schedule schedule = Schedule.of(steps);
        SortedSet<String> kept = new TreeSet<>(after.keySet());
        kept.removeAll(actions.keySet());
        Consequences consequences = Consequences.of(steps, before, blueprint, deletesData);
        return new Plan(
                installation,
                release,
                consequences.weight(),
                schedule.steps(),
                Collections.unmodifiableSortedSet(kept),
                schedule.seconds(),
                schedule.longest(),
                consequences.irreversible(),
                blueprint.unknownData());
    }

    private Step step(String name, Action action, List<String> first) {
        Standing standing = before.get(name);
        ComponentSpec was = standing == null ? null : standing.spec();
        ComponentSpec now = after.get(name);
        Pace pace = now == null ? new Pace(0, 0, 0) : Pace.of(now, start(standing, action));
        long outage = switch (action) {
            case Update -> pace.outage();
            case Replace -> pace.start();
            default -> 0;
        };
        return new Step(
                name,
                action,
                was == null ? null : was.contentHash(),
                now == null ? null : now.contentHash(),
                was == null || now == null ? null : resize(was, now),
                was == null || now == null ? List.of() : why(action, was, now),
                outage == 0 ? null : new Interruption(outage, suffering(name)),
                first,
                switch (action) {
                    case Add, Start, Run, Replace -> pace.start();
                    case Update -> pace.update();
                    default -> 0;
                },
                note(standing));
    }

    /** What is made anew as something else has no history. */
    private static OptionalLong start(@Nullable Standing standing, Action action) {
        return standing == null || action == Action.Replace ? OptionalLong.empty() : standing.start();
    }

    private static List<FieldChange> why(Action action, ComponentSpec was, ComponentSpec now) {
        return action == Action.Stop || action == Action.Start ? List.of() : Reasons.between(was, now);
    }

    private static @Nullable Resize resize(ComponentSpec was, ComponentSpec now) {
        Integer from = was.recommendedReplicas();
        Integer to = now.recommendedReplicas();
        return from == null || to == null || from.equals(to) ? null : new Resize(from, to);
    }

    private static @Nullable String note(@Nullable Standing standing) {
        return standing == null || standing.held().isEmpty()
                ? null
                : "held (" + standing.held().get() + "): nothing happens until it is resumed";
    }

    /** Those that serve now and need it at run time, however far. */
    private List<String> suffering(String name) {
        SortedSet<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            for (String dependant : blueprint.graph().dependants(open.pop(), DependencyKind.RUNTIME)) {
                if (before.containsKey(dependant) && found.add(dependant)) {
                    open.push(dependant);
                }
            }
        }
        return new ArrayList<>(found);
    }
}
