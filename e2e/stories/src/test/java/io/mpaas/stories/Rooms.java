package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.LocalCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two rooms, each a cluster of its own with addresses of its own; a third cluster, where the operator runs, is the witness. */
record Rooms(FarCluster a, FarCluster b) implements AutoCloseable {
    static final List<String> NAMES = List.of("room-a", "room-b", "witness");

    static Rooms start() {
        return new Rooms(FarCluster.start("room-a", "10.64.0.1/12"), FarCluster.start("room-b", "10.80.0.1/12"));
    }

    /** Makes the three Sites. */
    void sited(SmallProduct product) {
        room(product, a, "a", "10.64.0.0/12");
        room(product, b, "b", "10.80.0.0/12");
        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: witness}
                spec: {city: hz, room: c, witness: true, kubernetes: {inCluster: true}, network: {cidrs: [10.128.0.0/12]}}
                """);
    }

    private static void room(SmallProduct product, FarCluster room, String name, String pods) {
        String secret = product.namespace() + "-" + name;
        room.admit(product.namespace());
        FarCluster.give(product.stage().client(), secret, product.namespace(), room.kubeconfig(product.namespace()));
        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: room-%s}
                spec:
                  city: hz
                  room: %s
                  kubernetes: {kubeconfigSecret: {name: %s}}
                  network: {cidrs: [%s]}
                """.formatted(name, name, secret, pods));
    }

    /** All three. */
    Map<String, KubernetesClient> clients(LocalCluster witness) {
        return Map.of("room-a", a.client(), "room-b", b.client(), "witness", witness.client());
    }

    /** Pods of a component, wherever they are. */
    List<Pod> pods(LocalCluster witness, String namespace, String component) {
        return clients(witness).values().stream()
                .flatMap(room -> ofComponent(room, Pod.class, namespace, component))
                .toList();
    }

    static <R extends HasMetadata> Stream<R> ofComponent(
            KubernetesClient room, Class<R> kind, String namespace, String component) {
        return room
                .resources(kind)
                .inNamespace(namespace)
                .withLabel(Mpaas.COMPONENT_LABEL, component)
                .list()
                .getItems()
                .stream();
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }
}
