package io.mpaas.controller.cluster;

import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.planning.observe.Neighbour;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the components that look at a component, and those of one installation. */
public final class Neighbours {
    private static final String BY_DEPENDENCY = "dependency";
    private static final String BY_INSTALLATION = "installation";

    private Neighbours() {}

    /** To be called once, before the cache fills. */
    public static void index(IndexerResourceCache<Component> components) {
        components.addIndexer(BY_DEPENDENCY, Neighbours::dependencyKeys);
        components.addIndexer(BY_INSTALLATION, component -> List.of(Neighbour.installationKey(component)));
    }

    /** Components that depend on, update after, or are to outlive this one. */
    public static List<Component> dependants(IndexedResourceCache<Component> components, Component component) {
        String key = key(
                component.getMetadata().getNamespace(), component.getMetadata().getName());
        return Indexed.find(components, BY_DEPENDENCY, key).toList();
    }

    /** With own writes, or a slot that was just freed would be overlooked. */
    public static List<Component> ofInstallation(IndexedResourceCache<Component> components, Component component) {
        return Indexed.find(components, BY_INSTALLATION, Neighbour.installationKey(component))
                .toList();
    }

    /** Components of the installation with this ID in this namespace. */
    public static Set<ResourceID> ofInstallation(
            IndexedResourceCache<Component> components, String namespace, String id) {
        return Indexed.find(components, BY_INSTALLATION, key(namespace, id))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static List<String> dependencyKeys(Component component) {
        String namespace = component.getMetadata().getNamespace();
        Set<String> names = new TreeSet<>(component.getSpec().dependencies().keySet());
        names.addAll(component.getSpec().updateAfter().keySet());
        names.addAll(component.getSpec().usedBy());
        return keys(namespace, names);
    }

    private static List<String> keys(String namespace, Collection<String> names) {
        List<String> keys = new ArrayList<>();
        names.forEach(name -> keys.add(key(namespace, name)));
        return keys;
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
