package io.mpaas.planning.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.render.Renderer;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is to run in a cluster.
 *
 * @param installation its name
 * @param release name of its Release
 * @param problems errors that keep it from running anywhere, a sentence each; then there are no workloads
 */
public record Load(
        String namespace, String installation, String release, List<String> problems, List<Workload> workloads) {
    public Load {
        problems = List.copyOf(problems);
        workloads = List.copyOf(workloads);
    }

    /** What a blueprint comes to, rendered as the operator would. */
    public static Load of(String namespace, String installation, String release, Blueprint blueprint) {
        List<Workload> workloads = new ArrayList<>();
        blueprint.components().forEach((name, spec) -> {
            Rendering rendering = Renderer.render(new Owner(namespace, installation, installation, name), spec);
            rendering
                    .workload()
                    .ifPresent(
                            object -> Workload.in(Json.tree(object), name, replicas(object, spec), Quorum.votes(spec))
                                    .ifPresent(workloads::add));
            for (JsonNode manifest : rendering.manifests()) {
                Workload.in(manifest, name, manifest.at("/spec/replicas").asInt(1), false)
                        .ifPresent(workloads::add);
            }
        });
        return new Load(namespace, installation, release, List.of(), workloads);
    }

    private static int replicas(HasMetadata object, ComponentSpec spec) {
        boolean counted =
                object.getKind().equals("Deployment") || object.getKind().equals("StatefulSet");
        return counted && spec.replicas() != null ? spec.replicas() : 1;
    }

    /** All of it runs elsewhere. */
    public static Load elsewhere(String namespace, String installation, String release) {
        return new Load(namespace, installation, release, List.of(), List.of());
    }

    /** Whether nothing of it is to run here, though it is known what it is. */
    boolean isNothing() {
        return problems.isEmpty() && workloads.isEmpty();
    }

    /** Every image of every container, init containers included. */
    public SortedSet<String> images() {
        SortedSet<String> images = new TreeSet<>();
        workloads.stream()
                .flatMap(workload -> Stream.concat(
                        workload.pod().getInitContainers().stream(), workload.pod().getContainers().stream()))
                .map(Container::getImage)
                .filter(image -> image != null && !image.isEmpty())
                .forEach(images::add);
        return images;
    }

    /** Whether a pod is one of this installation that runs already. */
    boolean owns(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return namespace.equals(pod.getMetadata().getNamespace())
                && labels != null
                && installation.equals(labels.get(Mpaas.INSTALLATION_LABEL));
    }
}
