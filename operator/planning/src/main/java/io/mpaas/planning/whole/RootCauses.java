package io.mpaas.planning.whole;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.WaitingFor;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The smallest set of components that explains all that are not Ready: the root blockers of a start or an update, the root
 * causes of an outage.
 *
 * <pre>
 *   web ──▶ api ──▶ db ✗         cause db, victims api and web
 *   web ──▶ api ✗ ──▶ db ✗       the image of api is missing as well: causes db (api, web) and api (web)
 * </pre>
 *
 * <p>What a component may blame is what keeps it so: the gates it waits for and, while it is not Available, its startup and
 * runtime dependencies that are not either. One that has nobody to blame is a cause; so is one that would be down with every
 * dependency there, because it failed, something it needs is missing, or its pods cannot run.
 */
public final class RootCauses {
    private static final int MOST_BLOCKERS = 10;

    private final SortedMap<String, Component> components;
    private final SortedMap<String, SortedSet<String>> blamed = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> blamedBy = new TreeMap<>();

    private RootCauses(Map<String, Component> components) {
        this.components = new TreeMap<>(components);
        this.components.forEach((name, component) -> {
            if (!InstallationReport.isReady(component)) {
                SortedSet<String> others = blame(component);
                blamed.put(name, others);
                others.forEach(other ->
                        blamedBy.computeIfAbsent(other, key -> new TreeSet<>()).add(name));
            }
        });
    }

    /**
     * A component whose own state has to change.
     *
     * @param victims all that come down to it, however far; another cause may be among them
     */
    public record Cause(Component component, SortedSet<String> victims) {
        public String name() {
            return component.getMetadata().getName();
        }
    }

    public static RootCauses of(Map<String, Component> components) {
        return new RootCauses(components);
    }

    /** Of all that are not Ready; those with most victims first. */
    public List<Cause> all() {
        return blamed.keySet().stream()
                .filter(this::isCause)
                .map(name -> new Cause(component(name), Collections.unmodifiableSortedSet(reachable(name, blamedBy))))
                .sorted(Comparator.comparingInt((Cause cause) -> cause.victims().size())
                        .reversed()
                        .thenComparing(Cause::name))
                .toList();
    }

    /** Of all that are to serve and do not: an update under way, while everything serves, is none. */
    public List<Cause> ofOutage() {
        SortedSet<String> unavailable = unavailable();
        return all().stream()
                .filter(cause -> unavailable.contains(cause.name())
                        || cause.victims().stream().anyMatch(unavailable::contains))
                .toList();
    }

    /** What one component comes down to, itself included if it is a cause. */
    public List<Cause> of(String name) {
        SortedSet<String> below = reachable(name, blamed);
        return all().stream()
                .filter(cause -> cause.name().equals(name) || below.contains(cause.name()))
                .toList();
    }

    /** The components that one may blame directly; empty for one that is Ready or has its own reasons only. */
    public SortedSet<String> blamedBy(String name) {
        return Collections.unmodifiableSortedSet(blamed.getOrDefault(name, new TreeSet<>()));
    }

    /** Components that are to serve and do not. */
    public SortedSet<String> unavailable() {
        SortedSet<String> names = new TreeSet<>(blamed.keySet());
        names.removeIf(name -> {
            Component component = component(name);
            return InstallationReport.isAvailable(component) || isLeaving(component);
        });
        return names;
    }

    /** Whether anybody wants it to serve; not so what is stopped or removed, as asked for. */
    public boolean isToServe(String name) {
        return !isLeaving(component(name));
    }

    /** As the status of an Installation tells it; at most ten. */
    public List<RootBlocker> blockers() {
        return blockers(all());
    }

    /** Some causes as the status of an Installation tells them; at most ten. */
    public static List<RootBlocker> blockers(List<Cause> causes) {
        return causes.stream().limit(MOST_BLOCKERS).map(RootCauses::blocker).toList();
    }

    /** For people: {@code mysql is Starting (1/3 replicas ready) and blocks 14}. */
    public static String text(RootBlocker blocker) {
        String message = blocker.message() == null || blocker.message().isEmpty() ? "" : " (" + blocker.message() + ")";
        return blocker.component() + " is " + blocker.phase() + message
                + (blocker.blocks() == 0 ? "" : " and blocks " + blocker.blocks());
    }

    private static RootBlocker blocker(Cause cause) {
        ComponentStatus status = status(cause.component());
        ComponentPhase phase = status.phase() == null ? ComponentPhase.Waiting : status.phase();
        return new RootBlocker(
                cause.name(),
                phase,
                status.message(),
                status.since(),
                cause.victims().size());
    }

    private SortedSet<String> blame(Component component) {
        boolean available = InstallationReport.isAvailable(component);
        boolean started = status(component).startedAt() != null;
        SortedSet<String> names = new TreeSet<>();
        if (available || !started) {
            status(component).waitingFor().stream()
                    .map(WaitingFor::component)
                    .filter(this::isDown)
                    .forEach(names::add);
        }
        if (!available) {
            component.getSpec().dependencies().entrySet().stream()
                    .filter(entry -> entry.getValue().ordering())
                    .map(Map.Entry::getKey)
                    .filter(name -> isDown(name) && !InstallationReport.isAvailable(component(name)))
                    .forEach(names::add);
        }
        names.remove(component.getMetadata().getName());
        return names;
    }

    private boolean isDown(String name) {
        Component component = components.get(name);
        return component != null && !InstallationReport.isReady(component);
    }

    private boolean isCause(String name) {
        return blamedBy(name).isEmpty() || failsByItself(component(name));
    }

    private static boolean failsByItself(Component component) {
        ComponentStatus status = status(component);
        return status.phase() == ComponentPhase.Failed
                || !component.getSpec().missing().isEmpty()
                || Conditions.find(status.conditions(), Conditions.Type.Available)
                        .filter(available -> Reason.PodsCannotRun.name().equals(available.getReason()))
                        .isPresent();
    }

    private Component component(String name) {
        return Objects.requireNonNull(components.get(name), name);
    }

    /** Stopped, or on its way out, as asked for. */
    private static boolean isLeaving(Component component) {
        return component.isMarkedForDeletion()
                || component.getSpec().state() == RunState.Stopped
                || Boolean.TRUE.equals(component.getSpec().removed());
    }

    private static SortedSet<String> reachable(String from, Map<String, SortedSet<String>> arcs) {
        SortedSet<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(arcs.getOrDefault(from, new TreeSet<>()));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (reached.add(name)) {
                open.addAll(arcs.getOrDefault(name, new TreeSet<>()));
            }
        }
        reached.remove(from);
        return reached;
    }

    private static ComponentStatus status(Component component) {
        return component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
    }
}
