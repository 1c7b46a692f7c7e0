package io.mpaas.controller;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why a pod does not come up, in the words of kubelet and scheduler. */
final class PodTrouble {
    /** Waiting reasons of every healthy start. */
    private static final Set<String> HARMLESS = Set.of("ContainerCreating", "PodInitializing");

    private PodTrouble() {}

    /** The trouble of the first pod, by name, that has any. */
    static Optional<String> of(Stream<Pod> pods) {
        return pods.filter(pod -> !pod.isMarkedForDeletion())
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .flatMap(pod -> text(pod).stream())
                .findFirst();
    }

    /** Whether anything changed that {@link #of} reads. */
    static boolean changed(Pod now, Pod before) {
        return !text(now).equals(text(before));
    }

    /** Known not to serve; a pod on a lost node is Unknown, which is not the same. */
    static boolean isNotReady(Pod pod) {
        return pod.getStatus() != null
                && !"NodeLost".equals(pod.getStatus().getReason())
                && list(pod.getStatus().getConditions()).stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "False".equals(condition.getStatus()));
    }

    private static Optional<String> text(Pod pod) {
        PodStatus status = pod.getStatus();
        if (status == null) {
            return Optional.empty();
        }
        String name = "pod " + pod.getMetadata().getName();
        Stream<String> unschedulable = list(status.getConditions()).stream()
                .filter(condition ->
                        "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus()))
                .map(condition -> name + " cannot be scheduled: " + condition.getMessage());
        Stream<String> waiting = Stream.concat(
                        list(status.getInitContainerStatuses()).stream(), list(status.getContainerStatuses()).stream())
                .flatMap(container -> waiting(container).map(text -> name + " " + text));
        return Stream.concat(waiting, unschedulable).findFirst();
    }

    private static Stream<String> waiting(ContainerStatus container) {
        return Stream.ofNullable(container.getState())
                .flatMap(state -> Stream.ofNullable(state.getWaiting()))
                .filter(waiting -> waiting.getReason() != null && !HARMLESS.contains(waiting.getReason()))
                .map(waiting ->
                        waiting.getReason() + (waiting.getMessage() == null ? "" : ": " + waiting.getMessage()));
    }

    private static <T> List<T> list(List<T> given) {
        return given == null ? List.of() : given;
    }
}
