package io.mpaas.planning.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualStartTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "pods of a Deployment start together | {type: Deployment, typicalStartSeconds: 4}                  | 6 | 4",
                "a set: each that must be Ready      | {type: StatefulSet, typicalStartSeconds: 4}                 | 6 | 20",
                "of three all must                   | {type: StatefulSet, typicalStartSeconds: 4}                 | 3 | 12",
                "in parallel once                    | {type: StatefulSet, typicalStartSeconds: 4, parallel: true} | 6 | 4",
                "as it is without the word           | {type: StatefulSet, typicalStartSeconds: 4, parallel: false} | 3 | 12",
                "voters start in parallel            | {type: StatefulSet, typicalStartSeconds: 4, quorum: {}}     | 3 | 4",
                "nothing said                        | {type: StatefulSet}                                         | 2 | 20",
                "no tier chosen: one pod             | {type: StatefulSet, typicalStartSeconds: 4}                 |   | 4",
            })
    void aSetThatStartsInTurnTakesTheTimeOfEachPod(String why, String component, Integer replicas, long seconds) {
        assertThat(UsualStart.seconds(Serialization.unmarshal("---\n" + component, ReleaseComponent.class), replicas))
                .as(why)
                .isEqualTo(seconds);
    }
}
