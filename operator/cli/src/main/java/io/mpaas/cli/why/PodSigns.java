package io.mpaas.cli.why;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.mpaas.planning.pods.PodTrouble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What pods that do not serve say of themselves. */
public final class PodSigns {
    private static final int MOST = 3;

    private PodSigns() {}

    /** Of the first three that do not serve, by name; and how many more there are. */
    static List<Sign> of(List<Pod> pods) {
        List<Pod> bad = pods.stream().filter(PodSigns::isBad).toList();
        List<Sign> signs = new ArrayList<>();
        bad.stream().limit(MOST).map(PodSigns::sign).forEach(signs::add);
        if (bad.size() > MOST) {
            signs.add(new Sign(Sign.Kind.pod, "pods", null, "and " + (bad.size() - MOST) + " more that do not serve"));
        }
        return signs;
    }

    /** Does not serve and has not succeeded. */
    public static boolean isBad(Pod pod) {
        boolean succeeded =
                pod.getStatus() != null && "Succeeded".equals(pod.getStatus().getPhase());
        return !succeeded
                && ready(pod)
                        .filter(condition -> "True".equals(condition.getStatus()))
                        .isEmpty();
    }

    /**
     * Its containers that ended, now or before they were started again, and should not have: with an error, or with any exit code while
     * the pod is meant to serve. An init container is meant to end.
     */
    public static Stream<ContainerStatus> ended(Pod pod) {
        Stream<ContainerStatus> failed = initContainers(pod).filter(PodSigns::failed);
        return Stream.concat(failed, containers(pod).filter(isBad(pod) ? PodSigns::hasEnded : PodSigns::failed));
    }

    private static Sign sign(Pod pod) {
        List<String> words = new ArrayList<>();
        PodTrouble.of(pod).map(PodTrouble::words).ifPresent(words::add);
        ended(pod).map(PodSigns::end).forEach(words::add);
        if (words.isEmpty()) {
            words.add(ready(pod).map(PodSigns::notReady).orElse("has not been looked at by a kubelet yet"));
        }
        String since = ready(pod).map(PodCondition::getLastTransitionTime).orElse(null);
        return new Sign(Sign.Kind.pod, "pod " + pod.getMetadata().getName(), since, String.join("; ", words));
    }

    private static String notReady(PodCondition ready) {
        String why = Stream.of(ready.getReason(), ready.getMessage())
                .filter(Objects::nonNull)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return ("Unknown".equals(ready.getStatus()) ? "readiness is unknown" : "not Ready")
                + (why.isEmpty() ? "" : ": " + why);
    }

    private static String end(ContainerStatus container) {
        ContainerStateTerminated end = ends(container).findFirst().orElseThrow();
        String reason = end.getReason() == null ? "" : " (" + end.getReason() + ")";
        Integer restarts = container.getRestartCount();
        String again = restarts == null || restarts == 0 ? "" : ", restarted " + restarts + " times";
        String message = end.getMessage() == null ? "" : ": " + lastLine(end.getMessage());
        return container.getName() + " ended with exit code " + end.getExitCode() + reason + again + message;
    }

    /** The message may be the end of the log, which is shown by itself. */
    private static String lastLine(String message) {
        return message.lines().filter(line -> !line.isBlank()).reduce("", (_, last) -> last.strip());
    }

    private static boolean hasEnded(ContainerStatus container) {
        return ends(container).findAny().isPresent();
    }

    private static boolean failed(ContainerStatus container) {
        return ends(container).anyMatch(end -> end.getExitCode() != 0);
    }

    /** Its end now and the one before, an error first. */
    private static Stream<ContainerStateTerminated> ends(ContainerStatus container) {
        return Stream.of(Optional.ofNullable(container.getState()), Optional.ofNullable(container.getLastState()))
                .flatMap(state -> state.map(there -> there.getTerminated()).stream())
                .filter(terminated -> terminated.getExitCode() != null)
                .sorted(Comparator.comparing(terminated -> terminated.getExitCode() == 0));
    }

    private static Stream<ContainerStatus> initContainers(Pod pod) {
        return Stream.ofNullable(pod.getStatus()).flatMap(status -> status.getInitContainerStatuses().stream());
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return Stream.ofNullable(pod.getStatus()).flatMap(status -> status.getContainerStatuses().stream());
    }

    private static Optional<PodCondition> ready(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .findFirst();
    }
}
