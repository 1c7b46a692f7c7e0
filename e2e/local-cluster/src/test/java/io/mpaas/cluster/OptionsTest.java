package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "site-1", "0"})
    void namesThatFitEverywhereAreTaken(String name) {
        assertThat(Options.DEFAULT.withName(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a_b", "-a", "a-", "../a", "a b"})
    void otherNamesAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.DEFAULT.withName(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5001})
    void absurdNumbersOfNodesAreRefused(int nodes) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.DEFAULT.withNodes(nodes));
    }

    @Test
    void aClusterMayHaveNoNodes() {
        assertThat(Options.DEFAULT.withNodes(0).nodes()).isZero();
    }
}
