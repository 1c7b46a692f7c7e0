package io.mpaas.controller.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.controller.cluster.Access;
import io.mpaas.controller.cluster.ServedKind;
import io.mpaas.planning.kstatus.ObjectStatus;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds the API server serves. Who waits for one that it does not serve is woken when its CustomResourceDefinition is
 * established; those are watched from the first such wait on, and of each only what is needed is kept.
 */
final class Kinds implements ResourceEventHandler<GenericKubernetesResource> {
    private static final ServedKind DEFINITIONS = new ServedKind(
            "apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", false);

    private final Access access;
    private final Consumer<ResourceID> wake;
    private final Map<Type, ServedKind> served = new ConcurrentHashMap<>();
    private final Map<ResourceID, Set<Type>> waiting = new ConcurrentHashMap<>();
    private @Nullable SharedIndexInformer<GenericKubernetesResource> definitions;

    Kinds(Access access, Consumer<ResourceID> wake) {
        this.access = access;
        this.wake = wake;
    }

    /** What an object says it is. */
    record Type(String apiVersion, String kind) {
        static Type of(JsonNode object) {
            return new Type(
                    object.path("apiVersion").asText(), object.path("kind").asText());
        }

        @Override
        public String toString() {
            return kind + " (" + apiVersion + ")";
        }
    }

    Optional<ServedKind> find(Type type) {
        ServedKind known = served.get(type);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ServedKind> found = access.find(type.apiVersion(), type.kind());
        found.ifPresent(kind -> served.put(type, kind));
        return found;
    }

    /** From now on a component is woken when one of these comes up; it waits for no others. */
    void await(ResourceID component, Set<Type> types) {
        if (types.isEmpty()) {
            waiting.remove(component);
        } else {
            waiting.put(component, types);
            watchDefinitions();
            if (types.stream().anyMatch(this::isServed)) { // it came in the meantime
                wake.accept(component);
            }
        }
    }

    private boolean isServed(Type type) {
        try {
            return find(type).isPresent();
        } catch (KubernetesClientException e) {
            return false; // that its API does not answer was said by who asked first
        }
    }

    /** It was answered that the kind is not there: it is looked for anew. */
    void doubt(Type type) {
        served.remove(type);
    }

    /** Takes note of a definition that is established, before discovery tells of it. */
    void define(JsonNode definition) {
        if (ObjectStatus.of(definition).current()) {
            JsonNode spec = definition.path("spec");
            JsonNode names = spec.path("names");
            boolean namespaced = spec.path("scope").asText().equals("Namespaced");
            String group = spec.path("group").asText();
            for (JsonNode version : spec.path("versions")) {
                if (version.path("served").asBoolean()) {
                    String name = version.path("name").asText();
                    String kind = names.path("kind").asText();
                    served.put(
                            new Type(group + "/" + name, kind),
                            new ServedKind(
                                    group, name, kind, names.path("plural").asText(), namespaced));
                }
            }
        }
    }

    private synchronized void watchDefinitions() {
        if (definitions == null) {
            definitions = access.objects(DEFINITIONS, "")
                    .runnableInformer(0)
                    .itemStore(new Slim())
                    .exceptionHandler((started, failure) -> true)
                    .addEventHandler(this);
            var _ = definitions.start();
        }
    }

    /** Schemas are large, and nobody asks for them. */
    private static final class Slim extends BasicItemStore<GenericKubernetesResource> {
        Slim() {
            super(Cache::metaNamespaceKeyFunc);
        }

        @Override
        public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource definition) {
            GenericKubernetesResource slim = new GenericKubernetesResource();
            slim.setApiVersion(definition.getApiVersion());
            slim.setKind(definition.getKind());
            slim.setMetadata(new ObjectMetaBuilder()
                    .withName(definition.getMetadata().getName())
                    .withUid(definition.getMetadata().getUid())
                    .withResourceVersion(definition.getMetadata().getResourceVersion())
                    .build());
            return super.put(key, slim);
        }
    }

    @Override
    public void onAdd(GenericKubernetesResource definition) {
        JsonNode seen = Json.tree(definition);
        if (!ObjectStatus.of(seen).current()) {
            return;
        }
        define(seen);
        String kind = seen.at("/spec/names/kind").asText();
        String group = seen.at("/spec/group").asText();
        waiting.forEach((component, types) -> {
            if (types.stream()
                    .anyMatch(type -> type.kind().equals(kind)
                            && ObjectKey.group(type.apiVersion()).equals(group))) {
                wake.accept(component);
            }
        });
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
        onAdd(now);
    }

    @Override
    public void onDelete(GenericKubernetesResource definition, boolean unknown) {
        String plural = definition.getMetadata().getName();
        Set<Type> gone = served.entrySet().stream()
                .filter(entry -> entry.getValue().resource().equals(plural))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        gone.forEach(this::doubt);
    }

    /** The types that definitions bring. */
    static Set<Type> defined(Iterable<JsonNode> definitions) {
        Set<Type> types = new HashSet<>();
        for (JsonNode definition : definitions) {
            JsonNode declared = definition.path("spec");
            for (JsonNode version : declared.path("versions")) {
                types.add(new Type(
                        declared.path("group").asText() + "/"
                                + version.path("name").asText(),
                        declared.at("/names/kind").asText()));
            }
        }
        return types;
    }

    /** The types of objects, each once. */
    static Set<Type> types(Iterable<JsonNode> objects) {
        return StreamSupport.stream(objects.spliterator(), false).map(Type::of).collect(Collectors.toSet());
    }

    synchronized void stop() {
        if (definitions != null) {
            definitions.stop();
        }
    }
}
