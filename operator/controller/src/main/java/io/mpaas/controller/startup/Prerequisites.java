package io.mpaas.controller.startup;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.OwnKinds;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.controller.skew.SchemaSkew;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the controllers cannot start without: CRDs that are not too old, the rights to list and watch every kind they keep a cache
 * of, and those to say on an object that any other right is missing.
 */
@Singleton
class Prerequisites {
    private static final List<Class<? extends HasMetadata>> CACHED = Stream.of(
                    OwnKinds.ALL, TargetCluster.KINDS, List.of(StorageClass.class, Node.class, EndpointSlice.class))
            .<Class<? extends HasMetadata>>flatMap(List::stream)
            .toList();
    /** Without these nothing can be said of an object. */
    private static final Map<Class<? extends HasMetadata>, List<String>> PATCHED = Map.of(
            Installation.class, List.of("", "/status"),
            Component.class, List.of("", "/status"));

    private final KubernetesClient client;
    private final SchemaSkew skew;

    @Inject
    Prerequisites(KubernetesClient client, SchemaSkew skew) {
        this.client = client;
        this.skew = skew;
    }

    /**
     * What one look found, each as one sentence; the same as long as the same is there.
     *
     * @param missing what the controllers cannot start without, and what to do about it
     * @param remark what is not as expected and no reason to wait
     */
    record Findings(Optional<String> missing, Optional<String> remark) {}

    /** Asks the API server, in few requests: every start waits for the answers. */
    Findings look() {
        try {
            Optional<String> missing = undefined().or(this::forbidden);
            if (missing.isPresent()) {
                return new Findings(missing, Optional.empty());
            }
            SchemaSkew.Differences schemas = skew.look();
            return new Findings(schemas.older(), schemas.newer());
        } catch (KubernetesClientException e) {
            String answer = e.getCode() <= 0 ? e.getMessage() : "status " + e.getCode();
            return new Findings(
                    Optional.of("the API server " + client.getMasterUrl() + " does not answer as expected (" + answer
                            + ")"),
                    Optional.empty());
        }
    }

    /** Kinds of ours that are not served. */
    private Optional<String> undefined() {
        APIResourceList served = client.getApiResources(Mpaas.GROUP + "/" + Mpaas.VERSION);
        Set<String> plurals = served == null
                ? Set.of()
                : served.getResources().stream().map(APIResource::getName).collect(Collectors.toSet());
        String undefined = OwnKinds.ALL.stream()
                .filter(kind -> !plurals.contains(HasMetadata.getPlural(kind)))
                .map(Prerequisites::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return undefined.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the cluster has no CustomResourceDefinition " + undefined + ": apply those of the chart");
    }

    /** Rights that are missing: {@code this account may not watch nodes; may not patch components.mpaas.io/status in …}. */
    private Optional<String> forbidden() {
        Set<String> unlisted = new TreeSet<>();
        Set<String> unwatched = new TreeSet<>();
        Set<String> unpatched = new TreeSet<>();
        OwnRights rights = OwnRights.ask(client);
        for (Class<? extends HasMetadata> kind : CACHED) {
            if (rights.complete() ? rights.lacks("list", kind, "") : forbidden(kind)) {
                unlisted.add(name(kind));
            } else if (rights.lacks("watch", kind, "")) {
                unwatched.add(name(kind));
            }
        }
        PATCHED.forEach((kind, subresources) -> subresources.stream()
                .filter(subresource -> rights.lacks("patch", kind, subresource))
                .map(subresource -> name(kind) + subresource)
                .forEach(unpatched::add));
        String sentence = Stream.of(verb("list", unlisted), verb("watch", unwatched), verb("patch", unpatched))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return sentence.isEmpty()
                ? Optional.empty()
                : Optional.of("this account " + sentence
                        + " in all namespaces: bind the ClusterRole mpaas-operator to it, as the chart has it");
    }

    private static String verb(String verb, Set<String> resources) {
        return resources.isEmpty() ? "" : "may not " + verb + " " + String.join(", ", resources);
    }

    private boolean forbidden(Class<? extends HasMetadata> kind) {
        try {
            client.resources(kind)
                    .inAnyNamespace()
                    .list(new ListOptionsBuilder().withLimit(1L).build());
            return false;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return true;
            }
            throw e;
        }
    }

    private static String name(Class<? extends HasMetadata> kind) {
        String group = HasMetadata.getGroup(kind);
        return HasMetadata.getPlural(kind) + (group.isEmpty() ? "" : "." + group);
    }
}
