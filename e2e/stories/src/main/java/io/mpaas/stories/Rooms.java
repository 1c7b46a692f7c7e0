package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.observer.Observer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Two rooms, each a cluster of its own with addresses of its own; a third cluster, where the operator runs, is the witness. */
record Rooms(FarCluster a, FarCluster b) implements AutoCloseable {
    static final String[] NAMES = {"room-a", "room-b", "witness"};

    static Rooms start() {
        return new Rooms(FarCluster.start("room-a", "10.64.0.1/12"), FarCluster.start("room-b", "10.80.0.1/12"));
    }

    /** Makes the three Sites of a namespace. */
    void sited(KubernetesClient hub, String namespace) {
        room(hub, namespace, a, "a", "10.64.0.0/12");
        room(hub, namespace, b, "b", "10.80.0.0/12");
        apply(hub, namespace, """
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: witness}
                spec: {city: hz, room: c, witness: true, kubernetes: {inCluster: true}, network: {cidrs: [10.128.0.0/12]}}
                """);
    }

    private static void room(KubernetesClient hub, String namespace, FarCluster room, String name, String pods) {
        String secret = namespace + "-" + name;
        room.admit(namespace);
        FarCluster.give(hub, secret, namespace, room.kubeconfig(namespace));
        site(hub, namespace, "room-" + name, name, secret, pods);
    }

    /** One room, by a kubeconfig that is there already. */
    static void site(KubernetesClient hub, String namespace, String name, String room, String secret, String pods) {
        apply(hub, namespace, """
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: %s}
                spec:
                  city: hz
                  room: %s
                  kubernetes: {kubeconfigSecret: {name: %s}}
                  network: {cidrs: [%s]}
                """.formatted(name, room, secret, pods));
    }

    private static void apply(KubernetesClient hub, String namespace, String site) {
        hub.resource(Serialization.unmarshal(site, Site.class))
                .inNamespace(namespace)
                .forceConflicts()
                .serverSideApply();
    }

    /** Until all of them can be worked in. */
    static void awaitReachable(KubernetesClient hub, String namespace) {
        List.of("room-a", "room-b")
                .forEach(name -> hub.resources(Site.class)
                        .inNamespace(namespace)
                        .withName(name)
                        .waitUntilCondition(
                                site -> site != null
                                        && site.getStatus() != null
                                        && site.getStatus().nodes() != null,
                                1,
                                TimeUnit.MINUTES));
    }

    /** All three. */
    Map<String, KubernetesClient> clients(LocalCluster witness) {
        return Map.of("room-a", a.client(), "room-b", b.client(), "witness", witness.client());
    }

    /** Watches all three. */
    Observer observer(LocalCluster witness, String namespace) {
        return Observer.open(
                witness.client("observer"),
                Map.of(
                        "room-a", a.cluster().client("observer"),
                        "room-b", b.cluster().client("observer"),
                        "witness", witness.client("observer")),
                namespace);
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
