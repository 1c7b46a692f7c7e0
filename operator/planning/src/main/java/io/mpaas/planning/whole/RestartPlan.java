package io.mpaas.planning.whole;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.DependencyKind;
import io.mpaas.planning.decide.JobRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which components a restart replaces, in which order, and which it leaves out.
 *
 * @param steps dependencies first
 * @param leftOut name → why nothing of it restarts
 */
public record RestartPlan(List<Step> steps, SortedMap<String, String> leftOut) {
    /**
     * One component to restart.
     *
     * @param after those of the plan that are Ready again before
     * @param note what else to know about it
     */
    public record Step(String component, List<String> after, Optional<String> note) {
        public Step {
            after = List.copyOf(after);
        }
    }

    public RestartPlan {
        steps = List.copyOf(steps);
    }

    /**
     * Of these components, which must be there.
     *
     * @param withDependants also of all that need them over startup and runtime, however far
     */
    public static RestartPlan of(
            DependencyGraph graph, Map<String, Component> components, SortedSet<String> names, boolean withDependants) {
        SortedSet<String> chosen = new TreeSet<>(names);
        if (withDependants) {
            names.forEach(name -> chosen.addAll(graph.transitiveDependants(name)));
        }
        SortedMap<String, String> leftOut = new TreeMap<>();
        chosen.forEach(name ->
                obstacle(Objects.requireNonNull(components.get(name))).ifPresent(why -> leftOut.put(name, why)));
        chosen.removeAll(leftOut.keySet());
        List<Step> steps = new ArrayList<>();
        graph.startOrder().stream()
                .filter(chosen::contains)
                .forEach(name -> steps.add(step(name, graph, components, chosen)));
        return new RestartPlan(steps, leftOut);
    }

    private static Step step(
            String name, DependencyGraph graph, Map<String, Component> components, SortedSet<String> chosen) {
        Component component = Objects.requireNonNull(components.get(name));
        return new Step(
                name,
                graph.dependencies(name, DependencyKind.STARTUP, DependencyKind.RUNTIME).stream()
                        .filter(chosen::contains)
                        .toList(),
                note(component));
    }

    private static Optional<String> note(Component component) {
        if (component.getSpec().type() == WorkloadType.Job) {
            return Optional.of("a failed Job: it runs again");
        }
        return annotation(component, Mpaas.HOLD_ANNOTATION)
                .map(reason -> "held (" + reason + "): it restarts when it is resumed");
    }

    private static Optional<String> obstacle(Component component) {
        ComponentStatus status = component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
        if (component.getSpec().external() != null) {
            return Optional.of("the customer brings it");
        }
        if (component.isMarkedForDeletion()
                || Boolean.TRUE.equals(component.getSpec().removed())) {
            return Optional.of("it is being removed");
        }
        if (component.getSpec().state() == RunState.Stopped) {
            return Optional.of("it is to be stopped");
        }
        if (status.startedAt() == null) {
            return Optional.of("it was not started yet");
        }
        return component.getSpec().type() == WorkloadType.Job ? job(component, status) : Optional.empty();
    }

    private static Optional<String> job(Component component, ComponentStatus status) {
        if (JobRecord.of(component).hasCompleted(component.getSpec().contentHash())) {
            return Optional.of("a Job that completed never runs again");
        }
        return status.phase() == ComponentPhase.Failed ? Optional.empty() : Optional.of("a Job that has not failed");
    }

    private static Optional<String> annotation(Component component, String name) {
        return Optional.ofNullable(component.getMetadata().getAnnotations()).map(annotations -> annotations.get(name));
    }
}
