package io.mpaas.planning.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image made for another processor architecture than that of the node. Kubelets have no reason of their own for it: only the
 * words of what pulls and what starts a container tell.
 */
final class ForeignImage {
    /** Of the kernel, of containerd and of CRI-O. */
    private static final List<String> WORDS = List.of(
            "exec format error",
            "no match for platform in manifest",
            "no image found in image index for architecture",
            "no image found in manifest list for architecture");

    private ForeignImage() {}

    static Optional<PodTrouble> of(Pod pod, ClusterNodes nodes) {
        return PodTrouble.containers(pod)
                .filter(ForeignImage::isForeign)
                .map(container -> new PodTrouble(pod.getMetadata().getName(), words(pod, container, nodes), true))
                .findFirst();
    }

    private static String words(Pod pod, ContainerStatus container, ClusterNodes nodes) {
        String node = pod.getSpec().getNodeName();
        String architecture = Optional.ofNullable(node)
                .flatMap(nodes::architecture)
                .map(known -> ", " + known)
                .orElse("");
        return "cannot run on node " + node + ": image " + image(pod, container.getName())
                + " is not made for its architecture" + architecture;
    }

    /** As the spec has it; a status may name it by another one of its names. */
    private static String image(Pod pod, String container) {
        return Stream.of(pod.getSpec().getInitContainers(), pod.getSpec().getContainers())
                .flatMap(List::stream)
                .filter(asked -> container.equals(asked.getName()))
                .map(Container::getImage)
                .findFirst()
                .orElse("of container " + container);
    }

    private static boolean isForeign(ContainerStatus container) {
        return said(container)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .anyMatch(text -> WORDS.stream().anyMatch(text::contains));
    }

    /** What is said of it while it does not run; of an earlier end, too, while it waits for its next try. */
    private static Stream<String> said(ContainerStatus container) {
        ContainerState state = container.getState();
        if (state == null || state.getRunning() != null) {
            return Stream.empty();
        }
        Stream<String> waiting = Stream.ofNullable(state.getWaiting()).map(there -> there.getMessage());
        Stream<String> ended = Stream.of(state, container.getLastState())
                .filter(Objects::nonNull)
                .flatMap(there -> Stream.ofNullable(there.getTerminated()))
                .map(there -> there.getMessage());
        return Stream.concat(waiting, ended).filter(Objects::nonNull);
    }
}
