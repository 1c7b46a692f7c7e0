package io.mpaas.planning.observe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.mpaas.planning.pods.ClusterNodes;
import io.mpaas.planning.pods.CrashLoop;
import io.mpaas.planning.pods.LostPod;
import io.mpaas.planning.pods.Members;
import io.mpaas.planning.pods.PodFacts;
import io.mpaas.planning.pods.PodTrouble;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what pods say of themselves. */
public final class Pods {
    private static final String CRASH_LOOP = "CrashLoopBackOff";

    private Pods() {}

    /**
     * The facts of a component's pods; the trouble is that of the first pod, by name, whose own it is or, else, that has any.
     *
     * @param contentHash the present content
     */
    public static PodFacts read(List<Pod> pods, String contentHash, ClusterNodes nodes) {
        List<Pod> staying = pods.stream()
                .filter(pod -> !pod.isMarkedForDeletion())
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
        return new PodFacts(
                Math.toIntExact(pods.stream().filter(pod -> !hasEnded(pod)).count()),
                Stream.concat(
                                staying.stream().flatMap(pod -> trouble(pod, nodes).stream()),
                                pods.stream().flatMap(pod -> stuck(pod, nodes).stream()))
                        .min(Comparator.comparing(trouble -> !trouble.itsOwn())),
                staying.stream()
                        .filter(pod -> WorkloadReader.contentHash(pod).equals(contentHash))
                        .flatMap(pod -> PodTrouble.unusableImage(pod, nodes).stream())
                        .map(PodTrouble::sentence)
                        .findFirst(),
                staying.stream().flatMap(pod -> crashLoop(pod, nodes).stream()).toList(),
                pods.stream().flatMap(pod -> LostPod.of(pod).stream()).max(Comparator.comparing(LostPod::at)),
                Members.NONE,
                staying.stream().flatMap(pod -> readySince(pod).stream()).max(Comparator.naturalOrder()),
                staying.stream()
                        .filter(Pods::isOrphan)
                        .map(WorkloadReader::contentHash)
                        .toList(),
                Optional.empty());
    }

    /** Whether anything changed that {@link #read} reads or, of a member of a StatefulSet, whether it is Ready. */
    public static boolean changed(Pod now, Pod before) {
        return !PodTrouble.of(now).equals(PodTrouble.of(before))
                || !LostPod.of(now).equals(LostPod.of(before))
                || hasEnded(now) != hasEnded(before)
                || (isMember(now) && isReady(now) != isReady(before))
                || isOrphan(now) != isOrphan(before)
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

    /** Whether it is alive, and whatever made it is gone. */
    public static boolean isOrphan(Pod pod) {
        return pod.getMetadata().getOwnerReferences().isEmpty() && !pod.isMarkedForDeletion() && !hasEnded(pod);
    }

    /** Whether it serves, as its kubelet said last. */
    public static boolean isReady(Pod pod) {
        return ready(pod).isPresent();
    }

    static Optional<PodCondition> ready(Pod pod) {
        return Stream.ofNullable(pod.getStatus())
                .flatMap(status -> list(status.getConditions()).stream())
                .filter(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst();
    }

    /** One that crashes and comes up again and again is no progress. */
    private static Optional<Instant> readySince(Pod pod) {
        boolean restarted = containers(pod)
                .anyMatch(container -> container.getRestartCount() != null && container.getRestartCount() > 0);
        return restarted
                ? Optional.empty()
                : ready(pod).map(PodCondition::getLastTransitionTime).map(Instant::parse);
    }

    private static boolean isMember(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream().anyMatch(owner -> "StatefulSet".equals(owner.getKind()));
    }

    private static Optional<PodTrouble> trouble(Pod pod, ClusterNodes nodes) {
        return isNotReady(pod)
                ? lostNode(pod, nodes)
                        .map(node -> PodTrouble.onLostNode(pod.getMetadata().getName(), node))
                        .or(() -> PodTrouble.of(pod, nodes))
                : PodTrouble.of(pod, nodes);
    }

    /** Of a pod that is to end where nobody can end it. */
    private static Optional<PodTrouble> stuck(Pod pod, ClusterNodes nodes) {
        return lostNode(pod, nodes)
                .filter(node -> pod.isMarkedForDeletion())
                .map(node -> PodTrouble.stuckOnLostNode(pod.getMetadata().getName(), node));
    }

    private static Optional<String> lostNode(Pod pod, ClusterNodes nodes) {
        return Optional.ofNullable(pod.getSpec().getNodeName()).filter(node -> !nodes.isReady(node));
    }

    /** Whether it came to its end, or was evicted: nothing of it runs. */
    public static boolean hasEnded(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    private static Optional<CrashLoop> crashLoop(Pod pod, ClusterNodes nodes) {
        String node = pod.getSpec().getNodeName();
        return containers(pod)
                .filter(container -> waitingReason(container).equals(Optional.of(CRASH_LOOP)))
                .flatMap(container -> lastRun(container).stream())
                .max(Comparator.naturalOrder())
                .map(started -> new CrashLoop(
                        pod.getMetadata().getName(),
                        Instant.parse(pod.getMetadata().getCreationTimestamp()),
                        started,
                        node != null && nodes.isReady(node)));
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
