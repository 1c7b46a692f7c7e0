package io.mpaas.controller.workload;

import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Binding;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.api.v1alpha1.ExternalEndpoint;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.controller.cluster.Neighbours;
import io.mpaas.planning.observe.Neighbour;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Who still uses the pods of a component that are to go. */
final class Users {
    private Users() {}

    /**
     * Names in order; only looked for when the pods are to go: the component is to stop, or the customer brings it now.
     *
     * @param hasPods whether a workload of it lives
     */
    static List<String> of(Component component, boolean hasPods, IndexedResourceCache<Component> components) {
        ExternalEndpoint endpoint = component.getSpec().external();
        if (component.getSpec().state() == RunState.Stopped) {
            return dependants(component, components, other -> !hasStopped(other));
        }
        String name = component.getMetadata().getName();
        return endpoint != null && hasPods
                ? dependants(component, components, other -> !hasMovedTo(endpoint, name, other))
                : List.of();
    }

    private static List<String> dependants(
            Component component, IndexedResourceCache<Component> components, Predicate<Component> wanted) {
        String name = component.getMetadata().getName();
        return Neighbours.dependants(components, component).stream()
                .map(other -> components.get(ResourceID.fromResource(other)).orElse(other))
                .filter(other -> Neighbour.sameInstallation(component, other))
                .filter(other -> needs(other, name) && wanted.test(other))
                .map(other -> other.getMetadata().getName())
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean needs(Component other, String name) {
        Dependency edge = other.getSpec().dependencies().get(name);
        return edge != null && edge.ordering();
    }

    private static boolean hasStopped(Component component) {
        ComponentStatus status = Neighbour.status(component);
        return component.getSpec().state() == RunState.Stopped
                && status.phase() == ComponentPhase.Stopped
                && Objects.equals(
                        status.observedGeneration(), component.getMetadata().getGeneration());
    }

    /** Whether it is told that endpoint, if there is anything to tell, and all its pods were. */
    private static boolean hasMovedTo(ExternalEndpoint endpoint, String dependency, Component component) {
        ComponentContent content = component.getSpec().content();
        Binding binding = content == null ? null : content.bindings().get(dependency);
        boolean told = binding == null || (binding.host().equals(endpoint.host()) && binding.port() == endpoint.port());
        return told
                && component
                        .getSpec()
                        .rolloutHash()
                        .equals(Neighbour.status(component).rolloutHash());
    }
}
