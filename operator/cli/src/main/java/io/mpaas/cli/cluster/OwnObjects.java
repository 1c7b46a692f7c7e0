package io.mpaas.cli.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.render.OwnedKinds;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every object that the operator made in one namespace, for whichever installation, and the claims of its sets.
 *
 * @param objects as the API server has them now
 * @param unseen kinds that one may not list
 */
public record OwnObjects(List<HasMetadata> objects, SortedSet<String> unseen) {
    private static final List<Class<? extends HasMetadata>> KINDS =
            Stream.concat(Stream.of(Component.class), OwnedKinds.ALL.stream()).toList();

    public OwnObjects {
        objects = List.copyOf(objects);
    }

    public static OwnObjects in(Cluster cluster) {
        List<HasMetadata> found = new ArrayList<>();
        SortedSet<String> unseen = new TreeSet<>();
        KINDS.forEach(kind -> list(cluster, kind, Mpaas.INSTALLATION_ID_LABEL, found, unseen));
        list(cluster, PersistentVolumeClaim.class, Mpaas.INSTALLATION_LABEL, found, unseen);
        return new OwnObjects(found, unseen);
    }

    private static <R extends HasMetadata> void list(
            Cluster cluster, Class<R> kind, String label, List<HasMetadata> found, SortedSet<String> unseen) {
        try {
            found.addAll(cluster.client()
                    .resources(kind)
                    .inNamespace(cluster.namespace())
                    .withLabel(label)
                    .list()
                    .getItems());
        } catch (KubernetesClientException e) {
            switch (e.getCode()) {
                case HttpURLConnection.HTTP_FORBIDDEN -> unseen.add(HasMetadata.getKind(kind) + "s");
                case HttpURLConnection.HTTP_NOT_FOUND -> {} // the cluster has no such kind, and so none of it
                default -> throw cluster.complaint(e);
            }
        }
    }
}
