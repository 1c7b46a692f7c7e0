package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.observe.Endpoints;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.value.Owner;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Whom an object of a component wakes, and which of its changes do: what a decision reads. */
final class Wakes {
    private Wakes() {}

    static Set<ResourceID> wakes(HasMetadata object) {
        return component(object).map(Set::of).orElse(Set.of());
    }

    static List<String> index(HasMetadata object) {
        return component(object).map(id -> List.of(key(id))).orElse(List.of());
    }

    private static Set<String> keys(Secret secret) {
        return secret.getData() == null ? Set.of() : secret.getData().keySet();
    }

    static Optional<ResourceID> component(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        if (labels == null) {
            return Optional.empty();
        }
        String name = labels.getOrDefault(
                Mpaas.COMPONENT_LABEL, labels.getOrDefault(Mpaas.REVISION_OF_LABEL, labels.get(Mpaas.COPY_OF_LABEL)));
        return Optional.ofNullable(name)
                .map(component -> new ResourceID(component, object.getMetadata().getNamespace()));
    }

    /** Under which {@link #index} has the objects of a component. */
    static String key(Owner owner) {
        return key(new ResourceID(owner.component(), owner.namespace()));
    }

    private static String key(ResourceID id) {
        return id.getNamespace().orElse("") + "/" + id.getName();
    }

    static boolean workloadChanged(HasMetadata now, HasMetadata before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || now.isMarkedForDeletion() != before.isMarkedForDeletion()
                || labelsChanged(now, before)
                || !WorkloadReader.signature(now).equals(WorkloadReader.signature(before));
    }

    static boolean serviceChanged(Service now, Service before) {
        return labelsChanged(now, before)
                || !Objects.equals(now.getSpec(), before.getSpec())
                || now.isMarkedForDeletion() != before.isMarkedForDeletion()
                || !Endpoints.of(List.of(now)).equals(Endpoints.of(List.of(before)));
    }

    static boolean dataChanged(ConfigMap now, ConfigMap before) {
        return labelsChanged(now, before) || !Objects.equals(now.getData(), before.getData());
    }

    static boolean keysChanged(Secret now, Secret before) {
        return !keys(now).equals(keys(before));
    }

    static boolean budgetChanged(PodDisruptionBudget now, PodDisruptionBudget before) {
        return labelsChanged(now, before) || !Objects.equals(now.getSpec(), before.getSpec());
    }

    private static boolean labelsChanged(HasMetadata now, HasMetadata before) {
        return !Objects.equals(
                now.getMetadata().getLabels(), before.getMetadata().getLabels());
    }
}
