package io.mpaas.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.Blueprint;
import io.mpaas.planning.Json;
import io.mpaas.planning.render.Owner;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Brings the Component objects of an installation to its blueprint: marks the removed ones, then writes the others, the
 * longest chain of starts first, so that those are at work while the rest is written. What is equal is not written.
 */
final class ComponentWriter {
    /** A component has a longer chain of starts behind it than any of its dependants: so this is a start order, too. */
    private static final Comparator<Map.Entry<String, ComponentSpec>> LONGEST_FIRST = Comparator.comparing(
                    (Map.Entry<String, ComponentSpec> entry) -> entry.getValue().priority(),
                    Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(Map.Entry::getKey);

    private final Installation installation;
    private final InstallationSources sources;
    private final Context<Installation> context;

    ComponentWriter(Installation installation, InstallationSources sources, Context<Installation> context) {
        this.installation = installation;
        this.sources = sources;
        this.context = context;
    }

    /** What the API server refused, in its words; the rest comes after it was allowed. */
    Optional<String> write(Blueprint blueprint, Map<String, Long> equalGenerations) {
        return refusal(() -> bring(blueprint, equalGenerations));
    }

    private void bring(Blueprint blueprint, Map<String, Long> equalGenerations) {
        Map<String, Component> existing = sources.components(installation);
        existing.forEach((name, component) -> {
            if (!blueprint.components().containsKey(name)) {
                remove(component, existing);
            }
        });
        blueprint.components().entrySet().stream().sorted(LONGEST_FIRST).forEach(entry -> {
            String name = entry.getKey();
            ComponentSpec wanted = entry.getValue();
            Component component = existing.get(name);
            if (component == null) {
                create(name, wanted);
            } else if (!component.isMarkedForDeletion()
                    && !component.getMetadata().getGeneration().equals(equalGenerations.get(name))) {
                bring(component, wanted, equalGenerations);
            }
        });
    }

    /** Deletes every Component; each stops when nothing uses it any more. What the API server refused, in its words. */
    Optional<String> deleteAll() {
        return refusal(() -> sources.components(installation).values().stream()
                .filter(component -> !component.isMarkedForDeletion())
                .forEach(component -> context.getClient().resource(component).delete()));
    }

    private static Optional<String> refusal(Runnable writes) {
        try {
            writes.run();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (Obstacle.orItself("a Component", e) instanceof Obstacle obstacle) {
                return Optional.of(obstacle.sentence());
            }
            throw e;
        }
    }

    private void create(String name, ComponentSpec spec) {
        Component component = new Component();
        component.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(installation.getMetadata().getNamespace())
                .withLabels(owner(name).labels())
                .withFinalizers(Mpaas.STOP_FINALIZER)
                .build());
        component.setSpec(spec);
        try {
            context.resourceOperations().create(component, sources.components());
        } catch (KubernetesClientException e) {
            boolean terminating = e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                    && String.valueOf(e.getMessage()).contains("being terminated");
            if (!terminating && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    private void bring(Component component, ComponentSpec wanted, Map<String, Long> equalGenerations) {
        if (same(component.getSpec(), wanted)) {
            equalGenerations.put(
                    component.getMetadata().getName(), component.getMetadata().getGeneration());
        } else {
            update(component, wanted);
        }
    }

    private void update(Component component, ComponentSpec wanted) {
        ComponentSpec now = component.getSpec();
        boolean resized = !Objects.equals(now.recommendedReplicas(), wanted.recommendedReplicas());
        Component changed = new Component();
        changed.setMetadata(component.getMetadata());
        changed.setSpec(resized ? wanted : wanted.withReplicas(now.replicas()));
        context.resourceOperations().update(changed, sources.components());
    }

    /**
     * Marks a Component as no longer part of the installation, with all that use it at this moment, before their own specs
     * change; then deletes it. Its finalizer keeps it until they are gone or Ready without it.
     */
    private void remove(Component component, Map<String, Component> existing) {
        String name = component.getMetadata().getName();
        if (component.isMarkedForDeletion()) {
            return;
        }
        if (!Boolean.TRUE.equals(component.getSpec().removed())) {
            List<String> usedBy = existing.entrySet().stream()
                    .filter(other -> other.getValue().getSpec().dependencies().containsKey(name))
                    .map(Map.Entry::getKey)
                    .toList();
            Component marked = new Component();
            marked.setMetadata(component.getMetadata());
            marked.setSpec(component.getSpec().removedFrom(usedBy));
            context.resourceOperations().update(marked, sources.components());
        }
        context.getClient().resource(component).delete();
    }

    private Owner owner(String component) {
        return new Owner(
                installation.getMetadata().getNamespace(),
                installation.getMetadata().getName(),
                installation.getMetadata().getUid(),
                component);
    }

    /** Equal but for the replicas, which a person or an autoscaler may have changed. */
    private static boolean same(ComponentSpec now, ComponentSpec wanted) {
        return canonical(now).equals(canonical(wanted));
    }

    private static String canonical(ComponentSpec spec) {
        JsonNode node = Json.canonical(Json.tree(spec.withReplicas(null)));
        return node.toString();
    }
}
