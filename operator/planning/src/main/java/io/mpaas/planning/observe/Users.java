package io.mpaas.planning.observe;

import io.mpaas.api.v1alpha1.Binding;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.api.v1alpha1.ExternalEndpoint;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.planning.decide.OutReport;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Who still uses a component that is to go: the one definition, whoever asks. All answers are names in order. */
public final class Users {
    private Users() {}

    /**
     * Who uses its pods, if they are to go: the component is to stop, or the customer brings it now.
     *
     * @param hasPods whether a workload of it lives
     * @param neighbours components that may depend on it
     * @param out Sites that are Out now
     */
    public static List<String> ofPods(
            Component component, boolean hasPods, List<Component> neighbours, Set<String> out) {
        ExternalEndpoint endpoint = component.getSpec().external();
        String name = component.getMetadata().getName();
        if (component.getSpec().state() == RunState.Stopped) {
            return names(component, neighbours, other -> needs(other, name) && !hasStopped(other, out));
        }
        return endpoint != null && hasPods
                ? names(component, neighbours, other -> needs(other, name) && !hasMovedTo(endpoint, name, other))
                : List.of();
    }

    /**
     * Who uses one that is being deleted: dependants as recorded on them, and those that have not moved on yet.
     *
     * @param neighbours components that may depend on it, and those that it is to outlive
     * @param hasOldPods whether pods of an earlier content live, which still need what that content needed
     */
    public static List<String> ofDeleted(
            Component component, List<Component> neighbours, Predicate<Component> hasOldPods) {
        String name = component.getMetadata().getName();
        List<String> outlived = component.getSpec().usedBy();
        return names(
                component,
                neighbours,
                other -> needs(other, name)
                        || (outlived.contains(other.getMetadata().getName())
                                && !hasStopped(other, Set.of())
                                && !(isAtItsRevision(other) && !hasOldPods.test(other))));
    }

    private static List<String> names(Component component, List<Component> neighbours, Predicate<Component> uses) {
        return neighbours.stream()
                .filter(other -> Neighbour.sameInstallation(component, other))
                .filter(uses)
                .map(other -> other.getMetadata().getName())
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean needs(Component other, String name) {
        Dependency edge = other.getSpec().dependencies().get(name);
        return edge != null && edge.ordering();
    }

    /** What it said while a Site was Out says nothing about that Site once it is In again. */
    private static boolean hasStopped(Component component, Set<String> out) {
        ComponentStatus status = Neighbour.status(component);
        return component.getSpec().state() == RunState.Stopped
                && status.phase() == ComponentPhase.Stopped
                && out.containsAll(OutReport.out(status))
                && Objects.equals(
                        status.observedGeneration(), component.getMetadata().getGeneration());
    }

    /** Whether it is told that endpoint, if there is anything to tell, and all its pods were. */
    private static boolean hasMovedTo(ExternalEndpoint endpoint, String dependency, Component component) {
        ComponentContent content = component.getSpec().content();
        Binding binding = content == null ? null : content.bindings().get(dependency);
        boolean told = binding == null || (binding.host().equals(endpoint.host()) && binding.port() == endpoint.port());
        return told && isAtItsRevision(component);
    }

    private static boolean isAtItsRevision(Component component) {
        return component
                .getSpec()
                .rolloutHash()
                .equals(Neighbour.status(component).rolloutHash());
    }
}
