package io.mpaas.controller.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptsTest {
    /** What the first of three writes is answered, and how many are tried; 0 = nothing. */
    @ParameterizedTest
    @CsvSource({"500, 3", "409, 3", "0, 1", "-1, 1"})
    void oneThatFailsKeepsNoneOfTheOthersUnlessNobodyAnswers(int code, int tried) {
        List<Integer> done = new ArrayList<>();
        Attempts attempts = new Attempts();

        for (int write = 1; write <= 3; write++) {
            int number = write;
            attempts.at(() -> {
                done.add(number);
                if (number == 1) {
                    throw new Unavailable("Service a", new KubernetesClientException("no", code, null));
                }
            });
        }

        assertThat(done).hasSize(tried);
        assertThatThrownBy(attempts::done).isInstanceOf(Unavailable.class).hasMessageStartingWith("Service a: ");
    }
}
