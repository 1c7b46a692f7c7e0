package io.mpaas.planning.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembersTest {
    /** Pods are written with the number that they were told; {@code x} is being deleted, {@code f} was evicted. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "all are there                            | zk-0=3 zk-1=3 zk-2=3  | 3 | 3",
                "one is being deleted                     | zk-0=3 zk-1=3 zk-2=3x | 3 | 3",
                "one was evicted                          | zk-0=3 zk-1=3 zk-2=3f | 3 | 3",
                "one is gone, and its data is there       | zk-0=3 zk-1=3         | 3 | 3",
                "without data it comes as a new one       | zk-0=3 zk-1=3         | 0 | 2",
                "one that is about to grow does not yet   | zk-0=1                | 1 | 1",
                "nor if it was told already               | zk-0=3                | 1 | 1",
                "nor if it was larger once                | zk-0=1                | 3 | 1",
                "one that is about to shrink does not yet | zk-0=1 zk-1=3 zk-2=3  | 1 | 3",
                "nobody was told anything                 | zk-0=0 zk-1=0         | 3 | 2",
                "pods of another kind are no members      | zk-0=3 zk-5c9f-12345=3 | 1 | 1",
                "nothing is left                          | api-0=3               | 3 | 0",
            })
    void aSetThatIsGoneHadAsManyMembersAsAreLeftOfIt(String why, String pods, int withClaims, int expected) {
        List<Pod> all = Arrays.stream(pods.split(" ")).map(MembersTest::pod).toList();
        assertThat(Members.left("zk", 0, all, withClaims)).as(why).isEqualTo(expected);
    }

    private static Pod pod(String text) {
        String[] parts = text.split("=");
        String told = parts[1].substring(0, 1);
        return new PodBuilder()
                .withNewMetadata()
                .withName(parts[0])
                .withDeletionTimestamp(parts[1].endsWith("x") ? "2026-11-22T12:00:00Z" : null)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withEnv(told.equals("0") ? List.of() : List.of(new EnvVar("MPAAS_MEMBERS", told, null)))
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase(parts[1].endsWith("f") ? "Failed" : "Running")
                .endStatus()
                .build();
    }
}
