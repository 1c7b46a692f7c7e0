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
    private final Map<String, Cluster> sites;
    private boolean logsAnswer = true;

    public TraceReader(Cluster cluster, String installation) {
        this(cluster, installation, Map.of());
    }

    /** @param sites how the caller gets into the clusters of Sites, by name */
    public TraceReader(Cluster cluster, String installation, Map<String, Cluster> sites) {
        this.client = cluster.client();
        this.namespace = cluster.namespace();
        this.installation = installation;
        this.sites = Map.copyOf(sites);
    }

    public Traces read(Component component) {
        List<String> unread = new ArrayList<>();
        Optional<KubernetesClient> there = whereItRuns(component, unread);
        Optional<HasMetadata> workload =
                there.flatMap(in -> tolerant("workload", unread, Optional.empty(), () -> workload(in, component)));
        List<Pod> pods = there.map(in -> tolerant("pods", unread, List.<Pod>of(), () -> pods(in, component)))
                .orElse(List.of());
        List<Pod> shown = pods.stream().filter(PodSigns::isBad).limit(PODS).toList();
        SortedSet<String> names = new TreeSet<>(List.of(component.getMetadata().getName()));
        manifests(component).forEach(object -> names.add(ObjectKey.of(object).name()));
        workload.ifPresent(set -> names.add(set.getMetadata().getName()));
        shown.forEach(pod -> names.add(pod.getMetadata().getName()));
        pods.forEach(pod -> pod.getMetadata().getOwnerReferences().forEach(owner -> names.add(owner.getName())));
        List<Event> events = new ArrayList<>(tolerant("events", unread, List.of(), () -> events(client, names)));
        there.filter(in -> !in.equals(client))
                .ifPresent(in -> events.addAll(tolerant("events there", unread, List.of(), () -> events(in, names))));
        return new Traces(
                workload, pods, events, there.map(in -> logs(in, shown, unread)).orElse(List.of()), unread);
    }

    /** Empty where the caller did not say how to get there. */
    private Optional<KubernetesClient> whereItRuns(Component component, List<String> unread) {
        Optional<String> site =
                component.getSpec().placement().keySet().stream().findFirst();
        if (site.isEmpty() || component.getSpec().type() == null) {
            return Optional.of(client);
        }
        Optional<KubernetesClient> there =
                Optional.ofNullable(sites.get(site.get())).map(Cluster::client);
        if (there.isEmpty()) {
            unread.add(
                    "workload and pods: they are in the cluster of Site " + site.get() + "; `kubectl mpaas why --site "
                            + site.get() + "=CONTEXT` shows them, with a context of your kubeconfig that leads there");
        }
        return there;
    }

    private Optional<HasMetadata> workload(KubernetesClient there, Component component) {
        String name = component.getMetadata().getName();
        return switch (component.getSpec().type()) {
            case null -> Optional.empty();
            case Manifests -> Optional.empty();
            case Deployment -> find(there, Deployment.class, name);
            case StatefulSet -> find(there, StatefulSet.class, name);
            case DaemonSet -> find(there, DaemonSet.class, name);
            case Job ->
                find(
                        there,
                        Job.class,
                        ObjectNames.ofContent(name, component.getSpec().contentHash()));
        };
    }

    /** The objects of a component of the type Manifests; how they are, its condition says. */
    private static List<JsonNode> manifests(Component component) {
        ComponentContent content = component.getSpec().content();
        return content == null ? List.of() : content.manifests();
    }

    private Optional<HasMetadata> find(KubernetesClient there, Class<? extends HasMetadata> kind, String name) {
        return Optional.ofNullable(
                there.resources(kind).inNamespace(namespace).withName(name).get());
    }

    private List<Pod> pods(KubernetesClient there, Component component) {
        String name = component.getMetadata().getName();
        return there
                .pods()
                .inNamespace(namespace)
                .withLabels(new TreeMap<>(Map.of(Mpaas.COMPONENT_LABEL, name, Mpaas.INSTALLATION_LABEL, installation)))
                .list()
                .getItems()
                .stream()
                .filter(pod -> !pod.isMarkedForDeletion())
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /** Of any object with one of these names: a Component, its workload and its Service share one. */
    private List<Event> events(KubernetesClient there, SortedSet<String> names) {
        return names.stream()
                .flatMap(
                        name -> there
                                .v1()
                                .events()
                                .inNamespace(namespace)
                                .withField("involvedObject.name", name)
                                .list()
                                .getItems()
                                .stream())
                .toList();
    }

    private List<Traces.Log> logs(KubernetesClient there, List<Pod> pods, List<String> unread) {
        List<Traces.Log> logs = new ArrayList<>();
        for (Pod pod : pods) {
            for (ContainerStatus container : PodSigns.ended(pod).toList()) {
                if (logsAnswer) {
                    List<String> lines = tolerant("logs", unread, List.of(), () -> log(there, pod, container));
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
    private List<String> log(KubernetesClient there, Pod pod, ContainerStatus container) {
        var resource = there.pods()
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
