package io.mpaas.observer.floor;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.observer.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operator started somewhere, to be started again by something else: the same pods in the same order.
 *
 * @param workloads by component; without anything that a server added
 * @param graph the edges between them
 */
public record RecordedRun(SortedMap<String, HasMetadata> workloads, Graph graph) {
    private static final List<String> JOB_LABELS =
            List.of("controller-uid", "job-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name");

    /** The live workloads of a namespace that have the label {@code mpaas.io/component}, and the edges of its Components. */
    public static RecordedRun of(KubernetesClient client, String namespace) {
        return of(
                client,
                namespace,
                Graph.of(client.resources(Component.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems()));
    }

    /** With edges of the caller's. */
    public static RecordedRun of(KubernetesClient client, String namespace, Graph graph) {
        List<HasMetadata> live = new ArrayList<>();
        Stream.of(Deployment.class, StatefulSet.class, Job.class)
                .forEach(kind -> live.addAll(client.resources(kind)
                        .inNamespace(namespace)
                        .withLabel(Mpaas.COMPONENT_LABEL)
                        .list()
                        .getItems()));
        return of(live, graph);
    }

    /** Of several Jobs of a component the youngest. */
    public static RecordedRun of(List<HasMetadata> live, Graph graph) {
        SortedMap<String, HasMetadata> workloads = live.stream()
                .collect(Collectors.toMap(
                        object -> object.getMetadata().getLabels().get(Mpaas.COMPONENT_LABEL),
                        object -> object,
                        (one, other) -> created(one).compareTo(created(other)) >= 0 ? one : other,
                        TreeMap::new));
        workloads.replaceAll((_, object) -> clean(object));
        return new RecordedRun(workloads, graph);
    }

    private static String created(HasMetadata object) {
        return String.valueOf(object.getMetadata().getCreationTimestamp());
    }

    private static HasMetadata clean(HasMetadata live) {
        return switch (live) {
            case Deployment deployment ->
                new DeploymentBuilder(deployment)
                        .withMetadata(clean(deployment.getMetadata()))
                        .withStatus(null)
                        .build();
            case StatefulSet set -> clean(set);
            case Job job -> clean(job);
            default -> throw new IllegalArgumentException("no workload: " + live.getKind());
        };
    }

    private static StatefulSet clean(StatefulSet live) {
        StatefulSet set = new StatefulSetBuilder(live)
                .withMetadata(clean(live.getMetadata()))
                .withStatus(null)
                .build();
        set.getSpec().getVolumeClaimTemplates().forEach(claim -> claim.setStatus(null));
        return set;
    }

    /** Its selector and some of its labels carry the UID of the live one. */
    private static Job clean(Job live) {
        Job job = new JobBuilder(live)
                .withMetadata(clean(live.getMetadata()))
                .withStatus(null)
                .editSpec()
                .withSelector(null)
                .endSpec()
                .build();
        ObjectMeta template = job.getSpec().getTemplate().getMetadata();
        if (template != null) {
            template.setLabels(withoutJobLabels(template.getLabels()));
        }
        return job;
    }

    private static ObjectMeta clean(ObjectMeta live) {
        Map<String, String> annotations =
                live.getAnnotations() == null ? new TreeMap<>() : new TreeMap<>(live.getAnnotations());
        annotations.remove("deployment.kubernetes.io/revision");
        return new ObjectMetaBuilder()
                .withName(live.getName())
                .withLabels(withoutJobLabels(live.getLabels()))
                .withAnnotations(annotations)
                .build();
    }

    private static Map<String, String> withoutJobLabels(@Nullable Map<String, String> labels) {
        Map<String, String> kept = labels == null ? new TreeMap<>() : new TreeMap<>(labels);
        kept.keySet().removeAll(JOB_LABELS);
        return kept;
    }
}
