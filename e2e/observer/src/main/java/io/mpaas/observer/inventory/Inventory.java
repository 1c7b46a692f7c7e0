package io.mpaas.observer.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every object of a namespace, of whatever kind the API server serves, but for what Kubernetes writes all the time: its status,
 * resourceVersion and managedFields, and the kinds Event, Lease, Endpoints and EndpointSlice. The UID and the generation are in it.
 *
 * @param objects by kind and name, such as {@code Deployment web}: its leaves by path, such as {@code /spec/replicas}
 */
public record Inventory(SortedMap<String, SortedMap<String, String>> objects) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ALWAYS_WRITTEN = Set.of("events", "leases", "endpoints", "endpointslices");
    private static final Set<String> BOOKKEEPING = Set.of("resourceVersion", "managedFields", "selfLink");

    public Inventory {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /** As it is now; kinds are read one after the other, so nothing should be going on. */
    public static Inventory of(KubernetesClient admin, String namespace) {
        SortedMap<String, SortedMap<String, String>> objects = new TreeMap<>();
        kinds(admin)
                .forEach(kind ->
                        admin.genericKubernetesResources(kind).inNamespace(namespace).list().getItems().stream()
                                .forEach(object -> objects.put(
                                        kind.getKind() + " "
                                                + object.getMetadata().getName(),
                                        leaves(object))));
        return new Inventory(objects);
    }

    private static Stream<ResourceDefinitionContext> kinds(KubernetesClient admin) {
        Stream<String> versions = Stream.concat(
                Stream.of("v1"),
                admin.getApiGroups().getGroups().stream()
                        .map(group -> group.getPreferredVersion())
                        .map(GroupVersionForDiscovery::getGroupVersion));
        return versions.flatMap(version -> admin.getApiResources(version).getResources().stream()
                .filter(Inventory::counts)
                .map(resource -> context(version, resource)));
    }

    private static boolean counts(APIResource resource) {
        return Boolean.TRUE.equals(resource.getNamespaced())
                && resource.getVerbs().contains("list")
                && !resource.getName().contains("/")
                && !ALWAYS_WRITTEN.contains(resource.getName());
    }

    private static ResourceDefinitionContext context(String groupVersion, APIResource resource) {
        String[] parts = groupVersion.split("/", -1);
        return new ResourceDefinitionContext.Builder()
                .withGroup(parts.length == 1 ? "" : parts[0])
                .withVersion(parts[parts.length - 1])
                .withKind(resource.getKind())
                .withPlural(resource.getName())
                .withNamespaced(true)
                .build();
    }

    private static SortedMap<String, String> leaves(GenericKubernetesResource object) {
        ObjectNode tree = JSON.valueToTree(object);
        tree.remove("status");
        if (tree.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(BOOKKEEPING);
        }
        SortedMap<String, String> leaves = new TreeMap<>();
        addLeaves("", tree, leaves);
        return leaves;
    }

    private static void addLeaves(String path, JsonNode node, SortedMap<String, String> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(field -> addLeaves(path + "/" + field.getKey(), field.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                addLeaves(path + "/" + i, node.get(i), leaves);
            }
        } else {
            leaves.put(path, node.isValueNode() ? node.asText() : node.toString());
        }
    }

    /** Of what kinds there are objects. */
    public Set<String> kinds() {
        Set<String> kinds = new TreeSet<>();
        objects.keySet().forEach(object -> kinds.add(object.substring(0, object.indexOf(' '))));
        return kinds;
    }

    /**
     * What has changed since this one, a line each.
     *
     * <pre>
     *   Deployment web/spec/replicas: 2 → 3
     *   Pod web-x is gone
     *   ConfigMap release-1f is new
     * </pre>
     */
    public List<String> changesTo(Inventory later) {
        List<String> changes = new ArrayList<>();
        Set<String> all = new TreeSet<>(objects.keySet());
        all.addAll(later.objects.keySet());
        for (String object : all) {
            SortedMap<String, String> before = objects.get(object);
            SortedMap<String, String> after = later.objects.get(object);
            if (before != null && after != null) {
                addChanges(object, before, after, changes);
            } else {
                changes.add(object + (after == null ? " is gone" : " is new"));
            }
        }
        return List.copyOf(changes);
    }

    private static void addChanges(
            String object, SortedMap<String, String> before, SortedMap<String, String> after, List<String> changes) {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        for (String path : paths) {
            String was = before.getOrDefault(path, "nothing");
            String is = after.getOrDefault(path, "nothing");
            if (!was.equals(is)) {
                changes.add(object + path + ": " + was + " → " + is);
            }
        }
    }
}
