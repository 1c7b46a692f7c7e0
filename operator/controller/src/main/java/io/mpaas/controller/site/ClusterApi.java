package io.mpaas.controller.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.controller.cluster.Access;
import io.mpaas.controller.cluster.ServedKind;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.infrastructure.ApiKind;
import io.mpaas.planning.infrastructure.Blueprint;
import io.mpaas.planning.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What is in the operator's namespace of clusters that Cluster API makes: its objects, those of its providers, and Secrets. Each kind, and
 * each Secret, is watched from when a Site first needs it; where no Site does, Cluster API need not be installed.
 */
final class ClusterApi extends AbstractEventSource<Void, Site> {
    private static final String CLUSTER_LABEL = "cluster.x-k8s.io/cluster-name";
    private static final ServedKind SECRETS = new ServedKind("", "v1", "Secret", "secrets", true);

    private final Supplier<Access> access;
    private final String namespace;
    private final Map<ApiKind, ServedKind> served = new ConcurrentHashMap<>();
    private final Map<ApiKind, ObjectWatch> kinds = new HashMap<>();
    private final Map<String, ObjectWatch> secrets = new HashMap<>();
    /** Sites by the names of clusters and Secrets that they look at. */
    private final Map<String, Set<ResourceID>> users = new ConcurrentHashMap<>();

    ClusterApi(Supplier<Access> access, String namespace) {
        super(Void.class, "cluster-api");
        this.access = access;
        this.namespace = namespace;
    }

    /** The operator's namespace, where all of it is. */
    String namespace() {
        return namespace;
    }

    Access access() {
        return access.get();
    }

    /**
     * Objects of one cluster; empty while they are being listed.
     *
     * @param site is woken from now on when one of them changes
     * @throws Obstacle where a kind is not served, or may not be listed
     */
    Optional<List<JsonNode>> objects(ResourceID site, String cluster, List<ApiKind> needed) {
        use(cluster, site);
        List<JsonNode> found = new ArrayList<>();
        boolean filled = true;
        for (ApiKind kind : needed) {
            Optional<List<GenericKubernetesResource>> all = watch(kind).objects();
            filled &= all.isPresent();
            all.stream()
                    .flatMap(List::stream)
                    .filter(object -> cluster.equals(cluster(object)))
                    .map(Json::tree)
                    .forEach(found::add);
        }
        return filled ? Optional.of(found) : Optional.empty();
    }

    /**
     * What is known of a Secret.
     *
     * @param asked false while it is being asked for
     * @param secret empty if it is not there
     */
    record Found(boolean asked, Optional<JsonNode> secret) {}

    /**
     * Looks for a Secret. While it is being asked for nothing is known: the Site is woken then.
     *
     * @throws Obstacle where it may not be listed
     */
    Found secret(ResourceID site, String name) {
        use(name, site);
        Optional<List<GenericKubernetesResource>> all = watch(name).objects();
        return new Found(
                all.isPresent(), all.flatMap(list -> list.stream().findFirst()).map(Json::tree));
    }

    /** What is in a Secret under a key. */
    static Optional<String> text(JsonNode secret, String key) {
        JsonNode value = secret.path("data").path(key);
        return value.isMissingNode()
                ? Optional.empty()
                : Optional.of(new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8));
    }

    /** Whether an object is labelled for Sites of a namespace. */
    static boolean isFor(JsonNode object, String prefix, String user) {
        return object.path("metadata")
                .path("labels")
                .path(prefix + user)
                .asText()
                .equals("true");
    }

    private synchronized void use(String name, ResourceID site) {
        users.computeIfAbsent(name, _ -> ConcurrentHashMap.newKeySet()).add(site);
    }

    /** A Site looks at nothing any more. */
    synchronized void forget(ResourceID site) {
        users.values().forEach(sites -> sites.remove(site));
        users.entrySet().removeIf(entry -> entry.getValue().isEmpty());
        secrets.entrySet().removeIf(entry -> {
            boolean unused = !users.containsKey(entry.getKey());
            if (unused) {
                entry.getValue().close();
            }
            return unused;
        });
    }

    /**
     * How a kind is addressed.
     *
     * @throws Obstacle where it is not served
     */
    ServedKind served(ApiKind kind) {
        ServedKind known = served.get(kind);
        if (known == null) {
            known = find(kind)
                    .orElseThrow(() -> new Obstacle("this cluster serves no " + kind.kind() + " (" + kind.apiVersion()
                            + "): install Cluster API and its provider here, in the versions that the documents name"));
            served.put(kind, known);
        }
        return known;
    }

    private Optional<ServedKind> find(ApiKind kind) {
        try {
            return access.get().find(kind.apiVersion(), kind.kind());
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable("the list of kinds of " + kind.apiVersion(), e);
        }
    }

    private synchronized ObjectWatch watch(ApiKind kind) {
        ObjectWatch known = kinds.get(kind);
        if (known != null && !known.isGone()) {
            return known;
        }
        if (known != null) { // Cluster API was taken away, and may have come back
            known.close();
            kinds.remove(kind);
            served.remove(kind);
        }
        ObjectWatch watch = ObjectWatch.begin(
                new ObjectWatch.Scope(access.get(), served(kind), namespace),
                kind.group().isEmpty() ? ObjectWatch.OF_SITES : ObjectWatch.ALL,
                object -> wake(cluster(object)),
                () -> users.keySet().forEach(this::wake));
        kinds.put(kind, watch);
        return watch;
    }

    private synchronized ObjectWatch watch(String secret) {
        return secrets.computeIfAbsent(
                secret,
                name -> ObjectWatch.begin(
                        new ObjectWatch.Scope(access.get(), SECRETS, namespace),
                        ObjectWatch.named(name),
                        _ -> wake(name),
                        () -> wake(name)));
    }

    /** The cluster that an object belongs to: Cluster API's label says it, and what we made is named like its cluster. */
    private static String cluster(GenericKubernetesResource object) {
        Map<String, String> labels =
                Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.<String, String>of());
        String labelled = labels.get(CLUSTER_LABEL);
        return labelled == null ? made(object, labels) : labelled;
    }

    private static String made(GenericKubernetesResource object, Map<String, String> labels) {
        String site = labels.get(Mpaas.SITE_LABEL);
        String siteNamespace = labels.get(Mpaas.SITE_NAMESPACE_LABEL);
        return site == null || siteNamespace == null
                ? object.getMetadata().getName()
                : Blueprint.name(siteNamespace, site);
    }

    private void wake(String name) {
        if (isRunning()) {
            users.getOrDefault(name, Set.of()).forEach(site -> getEventHandler().handleEvent(new Event(site)));
        }
    }

    @Override
    public synchronized void stop() {
        super.stop();
        kinds.values().forEach(ObjectWatch::close);
        secrets.values().forEach(ObjectWatch::close);
        kinds.clear();
        secrets.clear();
    }

    @Override
    public Set<Void> getSecondaryResources(Site primary) {
        return Set.of();
    }
}
