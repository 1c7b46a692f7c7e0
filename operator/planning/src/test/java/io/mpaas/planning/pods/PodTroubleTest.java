package io.mpaas.planning.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodTroubleTest {
    private static Pod pod(String status) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: api-0}
                spec: {nodeName: rack-1, containers: [{name: a, image: "r.example/api@sha256:01"}]}
                status:\s""" + status, Pod.class);
    }

    private static Optional<PodTrouble> of(String status) {
        return PodTrouble.of(pod(status));
    }

    @Test
    void anImageIsItsOwnTroubleACrashMayBeADependencys() {
        assertThat(of("{containerStatuses: [{name: a, state: {waiting: {reason: ErrImagePull, message: not found}}}]}"))
                .contains(new PodTrouble("api-0", "ErrImagePull: not found", true));
        assertThat(of("{containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}}]}"))
                .contains(new PodTrouble("api-0", "CrashLoopBackOff", false));
    }

    @Test
    void itsOwnComesFirst() {
        assertThat(of("""
                {containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}},
                 {name: b, state: {waiting: {reason: InvalidImageName}}}]}""")).map(PodTrouble::sentence).contains("pod api-0 InvalidImageName");
    }

    @Test
    void aPodThatNoNodeTakesIsInTroubleOneThatIsBeingMadeIsNot() {
        assertThat(of("{conditions: [{type: PodScheduled, status: \"False\", message: 0/3 nodes are available}]}"))
                .contains(new PodTrouble("api-0", "cannot be scheduled: 0/3 nodes are available", true));
        assertThat(of("{containerStatuses: [{name: a, state: {waiting: {reason: ContainerCreating}}}]}"))
                .isEmpty();
        assertThat(of("{}")).isEmpty();
    }

    /** B42. */
    @Test
    void aSidecarThatRunsOnKeepsAJobFromItsEnd() {
        String status = """
                {containerStatuses: [{name: main, state: {terminated: {exitCode: 0}}}, {name: proxy, state: {running: {}}}]}""";
        Pod ofJob = pod(status);
        ofJob.getSpec().setRestartPolicy("OnFailure");
        assertThat(PodTrouble.of(ofJob))
                .map(PodTrouble::sentence)
                .contains("pod api-0 does not end: container proxy still runs, although main has ended");
        Pod serves = pod(status);
        serves.getSpec().setRestartPolicy("Always");
        assertThat(PodTrouble.of(serves)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 255, message: \"exec /x: Exec format error\"}}",
                "state: {terminated: {exitCode: 255, reason: Error, message: \"exec /x: exec format error\"}}",
                "state: {terminated: {exitCode: 128, reason: StartError, message: \"runc: exec: \\\"/x\\\": exec format error: unknown\"}}",
                "state: {waiting: {reason: ErrImagePull, message: \"rpc error: code = NotFound desc = failed to pull and unpack image: no match for platform in manifest: not found\"}}",
                "state: {waiting: {reason: ImagePullBackOff, message: \"Back-off: no image found in image index for architecture arm64\"}}"
            })
    void anImageForAnotherArchitectureIsSaidInOneSentenceWithThatOfTheNode(String container) {
        Pod pod = pod("{containerStatuses: [{name: a, " + container + "}]}");
        Node node = Serialization.unmarshal("""
                ---
                {apiVersion: v1, kind: Node, metadata: {name: rack-1}, status: {nodeInfo: {architecture: arm64}}}
                """, Node.class);

        assertThat(PodTrouble.unusableImage(pod, ClusterNodes.of(List.of(node))).map(PodTrouble::sentence))
                .contains("pod api-0 cannot run on node rack-1: image r.example/api@sha256:01 is not made for its"
                        + " architecture, arm64");
        assertThat(PodTrouble.of(pod))
                .contains(new PodTrouble(
                        "api-0",
                        "cannot run on node rack-1: image r.example/api@sha256:01 is not made for its architecture",
                        true));
    }

    @Test
    void whatRunsByNowIsNotBlamedForAnEarlierEnd() {
        assertThat(of("{containerStatuses: [{name: a, state: {running: {}}, lastState: {terminated: {message: exec"
                        + " format error}}}]}"))
                .isEmpty();
    }

    @Test
    void onlyAnImageThatWasTriedInVainMoreThanOnceIsUnusable() {
        assertThat(PodTrouble.unusableImage(
                        pod("{containerStatuses: [{name: a, state: {waiting: {reason: ErrImagePull}}}]}"),
                        ClusterNodes.UNKNOWN))
                .isEmpty();
        assertThat(PodTrouble.unusableImage(
                        pod("{containerStatuses: [{name: a, state: {waiting: {reason: ImagePullBackOff}}}]}"),
                        ClusterNodes.UNKNOWN))
                .contains(new PodTrouble("api-0", "ImagePullBackOff", true));
    }
}
