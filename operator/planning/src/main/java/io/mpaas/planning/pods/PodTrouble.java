package io.mpaas.planning.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Why a pod does not come up, in the words of kubelet and scheduler.
 *
 * @param words e.g. {@code ImagePullBackOff: Back-off pulling image "r.example/x": not found}
 * @param itsOwn whether it would be so with every dependency there: a container that crashes may crash for lack of one, an image
 *     that is not there has nothing to do with any
 */
public record PodTrouble(String pod, String words, boolean itsOwn) {
    /** Restart policies of pods that are to end. */
    private static final List<String> ENDS = List.of("OnFailure", "Never");

    /** Waiting reasons of every healthy start. */
    private static final Set<String> HARMLESS = Set.of("ContainerCreating", "PodInitializing");

    /** The kubelet tried more than once, or will never try. */
    private static final Set<String> NO_IMAGE = Set.of("ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

    /** Waiting reasons of the kubelet that are about the image or the pod's own spec. */
    private static final Set<String> OWN = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "ErrImageNeverPull",
            "InvalidImageName",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "StartError");

    /** Of one pod whose nodes nobody knows. */
    public static Optional<PodTrouble> of(Pod pod) {
        return of(pod, ClusterNodes.UNKNOWN);
    }

    /** Of one pod; what is its own comes first. */
    public static Optional<PodTrouble> of(Pod pod, ClusterNodes nodes) {
        return ForeignImage.of(pod, nodes)
                .or(() -> Stream.of(
                                waiting(pod, reason -> !HARMLESS.contains(reason)),
                                unschedulable(pod, nodes),
                                keptFromItsEnd(pod))
                        .flatMap(troubles -> troubles)
                        .min(Comparator.comparing(trouble -> !trouble.itsOwn())));
    }

    /** Of a pod whose image cannot be had, by now, or cannot run where it is: only somebody's help changes that. */
    public static Optional<PodTrouble> unusableImage(Pod pod, ClusterNodes nodes) {
        return ForeignImage.of(pod, nodes)
                .or(() -> waiting(pod, reason -> NO_IMAGE.contains(reason)).findFirst());
    }

    /** Of a pod that stopped being Ready because nobody hears from its node. */
    public static PodTrouble onLostNode(String pod, String node) {
        return new PodTrouble(pod, "is on node " + node + ", which is not Ready", true);
    }

    /** Of a pod that is to end on a node that nobody hears from. */
    public static PodTrouble stuckOnLostNode(String pod, String node) {
        return new PodTrouble(
                pod,
                "cannot end on node " + node
                        + ", which is not Ready: it goes when the node is back or its Node object is deleted",
                true);
    }

    /** Of a pod that nobody makes. */
    public static PodTrouble absent(String words) {
        return new PodTrouble("", "a pod cannot be made: " + words, true);
    }

    /** Of a pod one of whose volumes nobody makes. */
    public static PodTrouble ofClaim(String pod, String claim, String words) {
        return new PodTrouble(pod, "waits for its volume: PersistentVolumeClaim " + claim + ": " + words, true);
    }

    /** For people: {@code pod db-0 ImagePullBackOff: …}. */
    public String sentence() {
        return pod.isEmpty() ? words : "pod " + pod + " " + words;
    }

    private static Stream<PodTrouble> waiting(Pod pod, Predicate<String> which) {
        return containers(pod)
                .flatMap(container -> Stream.ofNullable(container.getState()))
                .flatMap(state -> Stream.ofNullable(state.getWaiting()))
                .filter(waiting -> waiting.getReason() != null && which.test(waiting.getReason()))
                .map(waiting -> {
                    String message = waiting.getMessage();
                    String words = Objects.isNull(message) ? waiting.getReason() : waiting.getReason() + ": " + message;
                    return new PodTrouble(pod.getMetadata().getName(), words, OWN.contains(waiting.getReason()));
                });
    }

    private static Stream<PodTrouble> unschedulable(Pod pod, ClusterNodes nodes) {
        return pod.getStatus() == null
                ? Stream.empty()
                : list(pod.getStatus().getConditions()).stream()
                        .filter(condition ->
                                "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus()))
                        .map(condition -> new PodTrouble(
                                pod.getMetadata().getName(),
                                "cannot be scheduled: "
                                        + Placement.refusal(pod, String.valueOf(condition.getMessage()), nodes),
                                true));
    }

    /** Of a pod that is to end, as that of a Job: a sidecar that runs on after the work is done. */
    private static Stream<PodTrouble> keptFromItsEnd(Pod pod) {
        if (pod.getStatus() == null
                || pod.getSpec() == null
                || !ENDS.contains(String.valueOf(pod.getSpec().getRestartPolicy()))) {
            return Stream.empty();
        }
        List<ContainerStatus> all = list(pod.getStatus().getContainerStatuses());
        List<String> done = names(
                all,
                state -> state.getTerminated() != null
                        && Integer.valueOf(0).equals(state.getTerminated().getExitCode()));
        List<String> running = names(all, state -> state.getRunning() != null);
        return done.isEmpty() || running.isEmpty()
                ? Stream.empty()
                : Stream.of(new PodTrouble(
                        pod.getMetadata().getName(),
                        "does not end: container " + String.join(", ", running) + " still runs, although "
                                + String.join(", ", done) + " has ended",
                        true));
    }

    private static List<String> names(List<ContainerStatus> containers, Predicate<ContainerState> which) {
        return containers.stream()
                .filter(container -> container.getState() != null && which.test(container.getState()))
                .map(ContainerStatus::getName)
                .toList();
    }

    static Stream<ContainerStatus> containers(Pod pod) {
        PodStatus status = pod.getStatus();
        return status == null
                ? Stream.empty()
                : Stream.concat(
                        list(status.getInitContainerStatuses()).stream(), list(status.getContainerStatuses()).stream());
    }

    private static <T> List<T> list(List<T> given) {
        return given == null ? List.of() : given;
    }
}
