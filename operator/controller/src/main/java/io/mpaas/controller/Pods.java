package io.mpaas.controller;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.mpaas.planning.decide.CrashLoop;
import io.mpaas.planning.decide.PodFacts;
import io.mpaas.planning.decide.PodTrouble;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads what pods say of themselves. */
final class Pods {
    /** The kubelet tried more than once, or will never try. */
    private static final Set<String> NO_IMAGE = Set.of("ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

    private static final String CRASH_LOOP = "CrashLoopBackOff";

    private Pods() {}

    /**
     * The facts of a component's pods; the trouble is that of the first pod, by name, whose own it is or, else, that has any.
     *
     * @param contentHash the present content
     * @param readyNode whether a node is known to be Ready
     */
    static PodFacts read(List<Pod> pods, String contentHash, Predicate<String> readyNode) {
        List<Pod> staying = pods.stream()
                .filter(pod -> !pod.isMarkedForDeletion())
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
        return new PodFacts(
                Math.toIntExact(pods.stream().filter(pod -> !hasEnded(pod)).count()),
                staying.stream()
                        .flatMap(pod -> trouble(pod, readyNode).stream())
                        .min(Comparator.comparing(trouble -> !trouble.itsOwn())),
                staying.stream()
                        .filter(pod -> WorkloadReader.contentHash(pod).equals(contentHash))
                        .filter(Pods::hasNoImage)
                        .flatMap(pod -> PodTrouble.of(pod).stream())
                        .map(PodTrouble::sentence)
                        .findFirst(),
                staying.stream()
                        .flatMap(pod -> crashLoop(pod, readyNode).stream())
                        .toList());
    }

    /** Whether anything changed that {@link #read} reads. */
    static boolean changed(Pod now, Pod before) {
        return !PodTrouble.of(now).equals(PodTrouble.of(before))
                || hasEnded(now) != hasEnded(before)
                || now.isMarkedForDeletion() != before.isMarkedForDeletion();
    }

    /** Known not to serve; a pod on a lost node is Unknown, which is not the same. */
    static boolean isNotReady(Pod pod) {
        return pod.getStatus() != null
                && !"NodeLost".equals(pod.getStatus().getReason())
                && list(pod.getStatus().getConditions()).stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "False".equals(condition.getStatus()));
    }

    private static Optional<PodTrouble> trouble(Pod pod, Predicate<String> readyNode) {
        String node = pod.getSpec().getNodeName();
        return node != null && isNotReady(pod) && !readyNode.test(node)
                ? Optional.of(PodTrouble.onLostNode(pod.getMetadata().getName(), node))
                : PodTrouble.of(pod);
    }

    private static boolean hasNoImage(Pod pod) {
        return containers(pod)
                .flatMap(container -> waitingReason(container).stream())
                .anyMatch(NO_IMAGE::contains);
    }

    private static boolean hasEnded(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    private static Optional<CrashLoop> crashLoop(Pod pod, Predicate<String> readyNode) {
        String node = pod.getSpec().getNodeName();
        return containers(pod)
                .filter(container -> waitingReason(container).equals(Optional.of(CRASH_LOOP)))
                .flatMap(container -> lastRun(container).stream())
                .max(Comparator.naturalOrder())
                .map(started -> new CrashLoop(
                        pod.getMetadata().getName(),
                        Instant.parse(pod.getMetadata().getCreationTimestamp()),
                        started,
                        node != null && readyNode.test(node)));
    }

    /** When the run that ended last began; a runtime that does not tell says at least when it ended. */
    private static Optional<Instant> lastRun(ContainerStatus container) {
        return Optional.ofNullable(container.getLastState())
                .map(state -> state.getTerminated())
                .map(ended -> ended.getStartedAt() == null ? ended.getFinishedAt() : ended.getStartedAt())
                .map(Instant::parse);
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        PodStatus status = pod.getStatus();
        return status == null
                ? Stream.empty()
                : Stream.concat(
                        list(status.getInitContainerStatuses()).stream(), list(status.getContainerStatuses()).stream());
    }

    private static Optional<String> waitingReason(ContainerStatus container) {
        return Optional.ofNullable(container.getState())
                .map(state -> state.getWaiting())
                .map(waiting -> waiting.getReason());
    }

    private static <T> List<T> list(List<T> given) {
        return given == null ? List.of() : given;
    }
}
