package io.mpaas.observer;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is judged from Kubernetes objects. */
final class Sightings {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private Sightings() {}

    static Sighting workload(HasMetadata object, boolean gone, Moment at) {
        String name = object.getMetadata().getName();
        return new Sighting.OfWorkload(
                component(object).orElse(name),
                object.getKind() + "/" + name,
                at,
                presence(object, gone),
                WorkloadState.of(object));
    }

    /** Empty for a pod of no component. */
    static Optional<Sighting> pod(Pod pod, boolean gone, Moment at) {
        boolean ended =
                pod.getStatus() != null && ENDED.contains(pod.getStatus().getPhase());
        return component(pod)
                .map(component ->
                        new Sighting.OfPod(component, pod.getMetadata().getUid(), at, !gone && !ended));
    }

    static Sighting component(Component component, boolean gone, Moment at) {
        ComponentStatus status = component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
        boolean ready = status.conditions().stream().anyMatch(Sightings::isReady);
        return new Sighting.OfComponent(
                component.getMetadata().getName(), at, presence(component, gone), Node.of(component), ready);
    }

    private static Presence presence(HasMetadata object, boolean gone) {
        if (gone) {
            return Presence.GONE;
        }
        return object.getMetadata().getDeletionTimestamp() == null ? Presence.HERE : Presence.LEAVING;
    }

    private static Optional<String> component(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? Optional.empty() : Optional.ofNullable(labels.get(Mpaas.COMPONENT_LABEL));
    }

    private static boolean isReady(Condition condition) {
        return "Ready".equals(condition.getType()) && "True".equals(condition.getStatus());
    }
}
