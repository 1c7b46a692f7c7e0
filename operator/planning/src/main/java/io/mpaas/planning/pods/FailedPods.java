package io.mpaas.planning.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pods that fail, in their own words; the first three by name. */
public final class FailedPods {
    private static final int MOST = 3;

    private FailedPods() {}

    /**
     * One of them.
     *
     * @param reason what is the matter
     * @param message what its container said when it ended
     */
    public record Failed(String pod, String reason, Optional<String> message) {}

    public static List<Failed> of(List<Pod> pods, ClusterNodes nodes) {
        return pods.stream()
                .filter(pod -> !pod.isMarkedForDeletion())
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .flatMap(pod -> failed(pod, nodes).stream())
                .limit(MOST)
                .toList();
    }

    private static Optional<Failed> failed(Pod pod, ClusterNodes nodes) {
        Optional<String> trouble = PodTrouble.of(pod, nodes).map(PodTrouble::words);
        List<ContainerStatus> ended = PodTrouble.containers(pod)
                .filter(container -> end(container).isPresent())
                .toList();
        String reason = Stream.concat(trouble.stream(), ended.stream().map(FailedPods::words))
                .collect(Collectors.joining("; "));
        boolean serves = pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
        return serves || reason.isEmpty()
                ? Optional.empty()
                : Optional.of(new Failed(pod.getMetadata().getName(), reason, message(ended)));
    }

    private static Optional<String> message(List<ContainerStatus> ended) {
        return ended.stream()
                .flatMap(container -> end(container).stream())
                .flatMap(end -> Stream.ofNullable(end.getMessage()))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private static String words(ContainerStatus container) {
        ContainerStateTerminated end = end(container).orElseThrow();
        return container.getName() + " ended with exit code " + end.getExitCode()
                + (end.getReason() == null ? "" : " (" + end.getReason() + ")");
    }

    /** How it ended with an error: now, or the time before. */
    private static Optional<ContainerStateTerminated> end(ContainerStatus container) {
        return Stream.of(Optional.ofNullable(container.getState()), Optional.ofNullable(container.getLastState()))
                .flatMap(state -> state.map(ContainerState::getTerminated).stream())
                .filter(end -> end.getExitCode() != null && end.getExitCode() != 0)
                .findFirst();
    }
}
