package io.mpaas.controller.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.value.Problems;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentPublisherTest {
    /** N1: autoscalers and {@code kubectl scale} read the count; above what is wanted it is true during an update only. */
    @ParameterizedTest(name = "of {0} wanted: {1}/{2} becomes {3}/{4}")
    @CsvSource({
        "1, 2, 2, 1, 1, true",
        "1, 2, 1, 1, 1, true",
        "1, 1, 2, 1, 1, true",
        "3, 4, 3, 3, 3, true",
        "3, 4, 4, 4, 3, false",
        "3, 2, 2, 3, 3, false",
        "3, 3, 3, 4, 3, false",
    })
    void aCountAboveWhatIsWantedIsPutRightAtOnce(
            int wanted, int replicas, int ready, int then, int thenReady, boolean atOnce) {
        Component before = component(wanted, replicas, ready);
        Component now = component(wanted, then, thenReady);
        assertThat(ComponentPublisher.endsExcess(now, Neighbour.status(before), Neighbour.status(now)))
                .isEqualTo(atOnce);
    }

    /** The API server refuses a message of more than 4,096 characters, and then nothing is said at all. */
    @Test
    void whatCannotBeReadIsSaidWithinWhatAMessageHolds() {
        assertThat(ComponentPublisher.unreadable(problems(2, "bad"))).isEqualTo("nothing is done: f0: bad\nf1: bad");
        assertThat(ComponentPublisher.unreadable(problems(9, "bad")))
                .isEqualTo("nothing is done: f0: bad\nf1: bad\nf2: bad\nf3: bad\nf4: bad\nand 4 more");
        assertThat(ComponentPublisher.unreadable(problems(900, "x".repeat(1500))))
                .hasSizeLessThan(2100)
                .endsWith("x…\nand 895 more");
    }

    private static List<ReportedProblem> problems(int count, String message) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ReportedProblem(Problems.ERROR, "Unreadable", "f" + i, message))
                .toList();
    }

    private static Component component(int wanted, int replicas, int ready) {
        return Serialization.unmarshal("""
                apiVersion: mpaas.io/v1alpha1
                kind: Component
                spec: {replicas: %d}
                status: {replicas: %d, readyReplicas: %d}
                """.formatted(wanted, replicas, ready), Component.class);
    }
}
