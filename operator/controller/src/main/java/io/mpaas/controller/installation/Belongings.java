package io.mpaas.controller.installation;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.planning.decide.InstallationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Whatever of an installation lives in a namespace, by its labels and as the API server has it now: a cache may be behind, and
 * what it does not show may still be there.
 */
final class Belongings {
    private final TargetCluster cluster;
    private final String namespace;

    Belongings(TargetCluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** Every object of one installation: by ID and name, for an ID may have been copied. */
    List<HasMetadata> of(Installation installation) {
        return all(Mpaas.INSTALLATION_ID_LABEL + "=" + InstallationId.of(installation) + "," + Mpaas.INSTALLATION_LABEL
                + "=" + installation.getMetadata().getName());
    }

    /** Every object with an ID. */
    List<HasMetadata> withId(String id) {
        return all(Mpaas.INSTALLATION_ID_LABEL + "=" + id);
    }

    /** Every object of any installation. */
    List<HasMetadata> all() {
        return all(Mpaas.INSTALLATION_ID_LABEL);
    }

    static String id(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(Mpaas.INSTALLATION_ID_LABEL, "");
    }

    /** One list a kind, all at the same time. */
    private List<HasMetadata> all(String selector) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<HasMetadata>>> lists = kinds().map(kind -> threads.submit(() -> list(kind, selector)))
                    .toList();
            List<HasMetadata> found = new ArrayList<>();
            for (Future<List<HasMetadata>> list : lists) {
                found.addAll(list.get());
            }
            return found;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KubernetesClientException refused
                    ? refused
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it listed objects", e);
        }
    }

    private Stream<Class<? extends HasMetadata>> kinds() {
        Stream<Class<? extends HasMetadata>> own = cluster.isOwn() ? Stream.of(Component.class) : Stream.empty();
        return Stream.concat(own, cluster.kinds().stream());
    }

    private List<HasMetadata> list(Class<? extends HasMetadata> kind, String selector) {
        return cluster.list(kind, namespace, selector).stream()
                .flatMap(Stream::<HasMetadata>of)
                .toList();
    }
}
