package io.mpaas.observer;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Component objects without an operator. */
public final class Components {
    private Components() {}

    /** Returns when the API server serves them. */
    public static void define(KubernetesClient client) {
        InputStream yaml = Component.class.getResourceAsStream("/io/mpaas/crds/components.mpaas.io.yaml");
        CustomResourceDefinition definition = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(yaml)
                .serverSideApply();
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(definition.getMetadata().getName())
                .waitUntilCondition(Components::established, 30, TimeUnit.SECONDS);
    }

    private static boolean established(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    public static Component component(String name, String... startup) {
        String dependencies = Stream.of(startup)
                .map(needed -> needed + ": {kinds: [startup]}")
                .collect(Collectors.joining(", "));
        String after = Stream.of(startup).map(needed -> needed + ": hash").collect(Collectors.joining(", "));
        return Serialization.unmarshal("""
                apiVersion: mpaas.io/v1alpha1
                kind: Component
                metadata: {name: %s}
                spec:
                  type: Deployment
                  dependencies: {%s}
                  updateAfter: {%s}
                """.formatted(name, dependencies, after), Component.class);
    }
}
