package io.mpaas.controller;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.ArrayList;
import java.util.List;
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
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            Component.class,
            Deployment.class,
            StatefulSet.class,
            DaemonSet.class,
            Job.class,
            Pod.class,
            Service.class,
            ConfigMap.class,
            Secret.class,
            PodDisruptionBudget.class,
            ControllerRevision.class);

    private final KubernetesClient client;
    private final String namespace;

    Belongings(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Every object of one installation. */
    List<HasMetadata> of(String id) {
        return all(Mpaas.INSTALLATION_ID_LABEL + "=" + id);
    }

    /** Every object of any installation. */
    List<HasMetadata> all() {
        return all(Mpaas.INSTALLATION_ID_LABEL);
    }

    static String id(HasMetadata object) {
        return object.getMetadata().getLabels().getOrDefault(Mpaas.INSTALLATION_ID_LABEL, "");
    }

    /** One list a kind, all at the same time. */
    private List<HasMetadata> all(String selector) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<HasMetadata>>> lists = KINDS.stream()
                    .map(kind -> threads.submit(() -> list(kind, selector)))
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

    private List<HasMetadata> list(Class<? extends HasMetadata> kind, String selector) {
        return client.resources(kind).inNamespace(namespace).withLabelSelector(selector).list().getItems().stream()
                .flatMap(Stream::<HasMetadata>of)
                .toList();
    }
}
