package io.mpaas.cli.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.planning.site.LeftBehind;
import java.util.List;
import java.util.Objects;

/** What is known here of a Site whose cluster is lost. */
public final class LostSite {
    private final Cluster cluster;
    private final String name;

    public LostSite(Cluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    /** Installations that run there, by name. */
    public List<Installation> users() {
        return cluster.installations().stream()
                .filter(one -> one.getSpec().sites().stream()
                        .anyMatch(site -> site.name().equals(name)))
                .sorted((a, b) ->
                        a.getMetadata().getName().compareTo(b.getMetadata().getName()))
                .toList();
    }

    /** What Installations that are gone left in that cluster. */
    public List<LeftBehind> leftBehind(Site site) {
        ConfigMap list = cluster.ask(() -> cluster.client()
                .configMaps()
                .inNamespace(cluster.namespace())
                .withName(LeftBehind.NAME)
                .get());
        String identity = site.getStatus() == null ? null : site.getStatus().identity();
        return LeftBehind.in(list).stream()
                .filter(entry -> entry.site().equals(name)
                        || (!entry.cluster().isEmpty() && entry.cluster().equals(identity)))
                .toList();
    }

    /** Deletes the Site that was looked at, and no other of its name. */
    public void forget(Site site) {
        var options = new DeleteOptionsBuilder()
                .withNewPreconditions(
                        null, Objects.requireNonNull(site.getMetadata().getUid()))
                .build();
        cluster.ask(() -> cluster.client()
                .raw(
                        "/apis/" + site.getApiVersion() + "/namespaces/" + cluster.namespace() + "/" + site.getPlural()
                                + "/" + name,
                        "DELETE",
                        options));
    }
}
