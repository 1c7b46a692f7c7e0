package io.mpaas.planning.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.preflight.Seen.ImageFound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A cluster in which everything is as it should be, for a small product, and what to change of it. */
final class Site {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final String POD =
            "{containers: [{name: main, image: \"r.example/x@sha256:01\", resources: {requests: {cpu: 1, memory: 1Gi}}}]}";
    static final String RELEASE = """
            version: "1.0"
            components:
              db:
                type: StatefulSet
                quorum: {}
                replicas: {SingleNode: 1, SameCityActiveActive: 3}
                storage: {data: {size: 10Gi, mountPath: /data}}
                pod: POD
              agent: {type: DaemonSet, pod: POD}
              schema: {type: Job, dependsOn: {db: [startup]}, pod: POD}
              api: {type: Deployment, replicas: {SingleNode: 1, SameCityActiveActive: 4}, dependsOn: {schema: [startup]}, pod: POD}
            """;
    static final String INSTALLATION = "{release: small, tier: SameCityActiveActive}";

    private Site() {}

    static Facts fine() {
        return Facts.NONE
                .with(Seen.CONTACT, new Seen.Contact("https://10.1.0.1:6443", 200, "", "v1.34.1"))
                .with(Seen.IDENTITY, new Seen.Identity("anna", Optional.of("uid")))
                .with(Seen.PERMISSIONS, new Seen.Permissions(90, new TreeSet<>()))
                .with(Seen.OPERATORS, List.of())
                .with(Seen.DEFINITIONS, List.of(definition(OptionalInt.empty())))
                .with(Seen.LOAD, load(RELEASE, INSTALLATION))
                .with(Seen.NODES, nodes(node("a", ""), node("b", ""), node("c", "")))
                .with(Seen.PODS, List.of())
                .with(Seen.NAMESPACE, place("{name: mpaas}"))
                .with(Seen.QUOTAS, List.of())
                .with(Seen.LIMITS, List.of())
                .with(Seen.STORAGE_CLASSES, List.of(storageClass("standard", true)))
                .with(Seen.TRIALS, new TreeMap<>(Map.of("standard", known(new Seen.Trial(true, 1, "")))))
                .with(Seen.IMAGES, images("amd64", "arm64"))
                .with(Seen.CLOCKS, clocks(NOW, NOW))
                .with(Seen.SERVICE_RANGES, List.of("10.96.0.0/16"))
                .with(Seen.LEFTOVERS, List.of());
    }

    static Load load(String release, String installation) {
        return Load.of("mpaas", "small", "small", Catalogue.blueprint(release.replace("POD", POD), installation));
    }

    static Seen.Definition definition(OptionalInt present) {
        return new Seen.Definition("releases.mpaas.io", present, 7);
    }

    /** In zone {@code NAME}, with what else is given of its spec, status and labels: {@code spec.unschedulable: true}. */
    static Node node(String name, String more) {
        JsonNode node = yaml("""
                apiVersion: v1
                kind: Node
                metadata:
                  name: %1$s
                  labels: {topology.kubernetes.io/zone: zone-%1$s}
                spec: {podCIDRs: [10.2.%2$d.0/24]}
                status:
                  nodeInfo: {architecture: amd64}
                  allocatable: {cpu: "16", memory: 64Gi, pods: "110"}
                  addresses: [{type: InternalIP, address: 10.1.0.%2$d}]
                  conditions: [{type: Ready, status: "True"}]
                """.formatted(name, (int) name.charAt(0)));
        if (!more.isEmpty()) {
            merge(node, yaml(more));
        }
        return Serialization.unmarshal(node.toString(), Node.class);
    }

    private static void merge(JsonNode into, JsonNode more) {
        more.properties().forEach(field -> {
            if (field.getValue().isObject() && into.has(field.getKey())) {
                merge(into.get(field.getKey()), field.getValue());
            } else {
                ((ObjectNode) into).set(field.getKey(), field.getValue());
            }
        });
    }

    static List<Node> nodes(Node... nodes) {
        return List.of(nodes);
    }

    static Seen.Place place(String metadata) {
        return new Seen.Place(
                "mpaas",
                Optional.of(Serialization.unmarshal(
                        yaml("{apiVersion: v1, kind: Namespace, metadata: " + metadata + "}")
                                .toString(),
                        Namespace.class)));
    }

    static List<Pod> pods(String namespace, String labels, String memory) {
        return List.of(read(Pod.class, """
                metadata: {name: x, namespace: %s, labels: %s}
                spec: {nodeName: a, containers: [{name: main, resources: {requests: {memory: %s}}}]}
                """.formatted(namespace, labels, memory)));
    }

    static List<ResourceQuota> quota(String hard, String used) {
        return List.of(read(
                ResourceQuota.class,
                "{metadata: {name: team}, spec: {hard: " + hard + "}, status: {used: " + used + "}}"));
    }

    static List<LimitRange> limits(String limits) {
        return List.of(
                read(LimitRange.class, "{metadata: {name: l}, spec: {limits: [{type: Container, " + limits + "}]}}"));
    }

    static StorageClass storageClass(String name, boolean standard) {
        return read(
                StorageClass.class,
                "{metadata: {name: %s, annotations: {storageclass.kubernetes.io/is-default-class: \"%s\"}}}"
                        .formatted(name, standard));
    }

    static SortedMap<String, ImageFound> images(String... architectures) {
        return new TreeMap<>(
                Map.of("r.example/x@sha256:01", new ImageFound.There(new TreeSet<>(Set.of(architectures)))));
    }

    /** Node a renewed its lease of 40 s then. */
    static Seen.Clocks clocks(Instant machine, Instant node) {
        return new Seen.Clocks(
                machine, NOW, new TreeMap<>(Map.of("a", new Seen.Renewal(node, Duration.ofSeconds(40)))));
    }

    static <T> Reading<T> known(T value) {
        return new Reading.Known<>(value);
    }

    private static <T> T read(Class<T> type, String yaml) {
        return Serialization.unmarshal(yaml(yaml).toString(), type);
    }

    private static JsonNode yaml(String text) {
        return Serialization.unmarshal("---\n" + text, JsonNode.class);
    }
}
