package io.mpaas.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cli.why.PodSigns;
import io.mpaas.cli.why.Traces;
import io.mpaas.planning.value.ObjectKey;
import io.mpaas.planning.value.ObjectNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a cluster has about a component. What cannot be read (no permission, no kubelet that answers, another cluster) is said in one line and does
 * not keep the rest from being shown; logs are not asked for again after one kubelet did not answer.
 */
public final class TraceReader {
    private static final int PODS = 3;
    private static final int LOG_LINES = 10;

    private final KubernetesClient client;
    private final String namespace;
    private final String installation;
    private boolean logsAnswer = true;

    public TraceReader(Cluster cluster, String installation) {
        this.client = cluster.client();
        this.namespace = cluster.namespace();
        this.installation = installation;
    }

    public Traces read(Component component) {
        String name = component.getMetadata().getName();
        List<String> unread = new ArrayList<>();
        Optional<HasMetadata> workload = Optional.empty();
        List<Pod> pods = List.of();
        if (component.getSpec().placement().isEmpty()) {
            workload = tolerant("workload", unread, Optional.empty(), () -> workload(component));
            pods = tolerant("pods", unread, List.of(), () -> pods(name));
        } else {
            unread.add("workload and pods: they are in the cluster of Site "
                    + String.join(", ", component.getSpec().placement().keySet())
                    + "; look there with its own kubeconfig");
        }
        List<Pod> shown = pods.stream().filter(PodSigns::isBad).limit(PODS).toList();
        SortedSet<String> names = new TreeSet<>(List.of(name));
        manifests(component).forEach(object -> names.add(ObjectKey.of(object).name()));
        workload.ifPresent(there -> names.add(there.getMetadata().getName()));
        shown.forEach(pod -> names.add(pod.getMetadata().getName()));
        pods.forEach(pod -> pod.getMetadata().getOwnerReferences().forEach(owner -> names.add(owner.getName())));
        List<Event> events = tolerant("events", unread, List.of(), () -> events(names));
        return new Traces(workload, pods, events, logs(shown, unread), unread);
    }

    private Optional<HasMetadata> workload(Component component) {
        String name = component.getMetadata().getName();
        return switch (component.getSpec().type()) {
            case null -> Optional.empty();
            case Manifests -> Optional.empty();
            case Deployment -> find(Deployment.class, name);
            case StatefulSet -> find(StatefulSet.class, name);
            case DaemonSet -> find(DaemonSet.class, name);
            case Job ->
                find(Job.class, ObjectNames.ofContent(name, component.getSpec().contentHash()));
        };
    }

    /** The objects of a component of the type Manifests; how they are, its condition says. */
    private static List<JsonNode> manifests(Component component) {
        ComponentContent content = component.getSpec().content();
        return content == null ? List.of() : content.manifests();
    }

    private Optional<HasMetadata> find(Class<? extends HasMetadata> kind, String name) {
        return Optional.ofNullable(
                client.resources(kind).inNamespace(namespace).withName(name).get());
    }

    private List<Pod> pods(String component) {
        return client
                .pods()
                .inNamespace(namespace)
                .withLabels(
                        new TreeMap<>(Map.of(Mpaas.COMPONENT_LABEL, component, Mpaas.INSTALLATION_LABEL, installation)))
                .list()
                .getItems()
                .stream()
                .filter(pod -> !pod.isMarkedForDeletion())
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /** Of any object with one of these names: a Component, its workload and its Service share one. */
    private List<Event> events(SortedSet<String> names) {
        return names.stream()
                .flatMap(
                        name -> client
                                .v1()
                                .events()
                                .inNamespace(namespace)
                                .withField("involvedObject.name", name)
                                .list()
                                .getItems()
                                .stream())
                .toList();
    }

    private List<Traces.Log> logs(List<Pod> pods, List<String> unread) {
        List<Traces.Log> logs = new ArrayList<>();
        for (Pod pod : pods) {
            for (ContainerStatus container : PodSigns.ended(pod).toList()) {
                if (logsAnswer) {
                    List<String> lines = tolerant("logs", unread, List.of(), () -> log(pod, container));
                    logs.add(new Traces.Log(pod.getMetadata().getName(), container.getName(), lines));
                }
            }
        }
        return logs;
    }

    /** The end of the log of the first pod's first container. */
    public List<Traces.Log> tail(List<Pod> pods, List<String> unread) {
        return pods.stream()
                .filter(pod -> !pod.getSpec().getContainers().isEmpty())
                .limit(1)
                .map(pod -> {
                    String name = pod.getMetadata().getName();
                    String container = pod.getSpec().getContainers().getFirst().getName();
                    return new Traces.Log(
                            name,
                            container,
                            tolerant(
                                    "logs",
                                    unread,
                                    List.of(),
                                    () -> lines(client.pods()
                                            .inNamespace(namespace)
                                            .withName(name)
                                            .inContainer(container)
                                            .tailingLines(LOG_LINES)
                                            .getLog())));
                })
                .toList();
    }

    private static List<String> lines(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").lines().toList();
    }

    /** Of the container that ended: the previous one if another was started since. */
    private List<String> log(Pod pod, ContainerStatus container) {
        var resource = client.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .inContainer(container.getName());
        boolean ended = container.getState() != null && container.getState().getTerminated() != null;
        try {
            String text = ended
                    ? resource.tailingLines(LOG_LINES).getLog()
                    : resource.terminated().tailingLines(LOG_LINES).getLog();
            return lines(text);
        } catch (KubernetesClientException e) {
            logsAnswer = false;
            throw e;
        }
    }

    private static <T> T tolerant(String what, List<String> unread, T absent, Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            String why = e.getStatus() == null || e.getStatus().getMessage() == null
                    ? String.valueOf(e.getMessage())
                    : e.getStatus().getMessage();
            unread.add(what + ": " + why);
            return absent;
        }
    }
}
