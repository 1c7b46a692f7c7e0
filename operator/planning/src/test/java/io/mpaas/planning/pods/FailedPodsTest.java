package io.mpaas.planning.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailedPodsTest {
    @Test
    void thoseThatFailAreToldInTheirOwnWords() {
        Pod fine = pod("a").editStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
        Pod crashing = pod("b").editStatus()
                .addNewContainerStatus()
                .withName("main")
                .withNewState()
                .withNewWaiting("back-off 40s", "CrashLoopBackOff")
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(3)
                .withReason("Error")
                .withMessage("cannot log in")
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build();

        assertThat(FailedPods.of(List.of(crashing, fine), ClusterNodes.UNKNOWN))
                .containsExactly(new FailedPods.Failed(
                        "b",
                        "CrashLoopBackOff: back-off 40s; main ended with exit code 3 (Error)",
                        Optional.of("cannot log in")));
    }

    @Test
    void ofManyThreeAreTold() {
        List<Pod> many = IntStream.range(0, 5)
                .mapToObj(i -> pod("p" + i)
                        .editStatus()
                        .addNewContainerStatus()
                        .withName("main")
                        .withNewState()
                        .withNewWaiting("not found", "ImagePullBackOff")
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .toList();

        assertThat(FailedPods.of(many, ClusterNodes.UNKNOWN))
                .extracting(FailedPods.Failed::pod)
                .containsExactly("p0", "p1", "p2");
    }

    private static PodBuilder pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .endStatus();
    }
}
