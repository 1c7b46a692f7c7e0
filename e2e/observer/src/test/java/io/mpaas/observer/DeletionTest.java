package io.mpaas.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeletionTest {
    private static final Graph GRAPH = Script.graph("""
            a:
            b: a
            c: ~a
            """);
    private static final String BEFORE = """
            1@0 a v1 1/1
            2@0 b v1 1/1
            3@0 a +pa
            4@0 b +pb
            """;

    @Test
    void measuresAChain() {
        Deletion deletion = deletion("""
                10 a deleted
                12 b leaving
                20 b -pb
                21 b gone
                30 a gone
                45 a -pa
                """);

        assertThat(deletion.violations()).isEmpty();
        assertThat(deletion.complete()).isTrue();
        assertThat(deletion.duration()).isEqualTo(Duration.ofMillis(35));
        assertThat(deletion.ownTime()).isEqualTo(Duration.ofMillis(8 + 15));
    }

    static Arguments[] orders() {
        return new Arguments[] {
            Arguments.of("all at once", "10 a gone\n11 b gone\n12 b -pb\n13 a -pa", "a before b"),
            Arguments.of("dependant's pod still there", "10 b gone\n20 a leaving\n21 b -pb", "a before b"),
            Arguments.of("dependant not stopped at all", "10 a gone\n11 a -pa", "a before b"),
            Arguments.of("scaled to nothing first", "10 a v1 0/0\n11 b gone\n12 b -pb", "a before b"),
            Arguments.of("runtime dependant", "5 c +pc\n10 b gone\n11 b -pb\n12 a gone\n13 c -pc", "a before c"),
            Arguments.of("a pod that came late", "10 b gone\n11 b -pb\n12 a gone\n13 b +pb2\n14 b -pb2", "a before b"),
            Arguments.of("in reverse", "10 b gone\n11 b -pb\n12 a gone\n13 a -pa", ""),
            Arguments.of("recreated at once", "10 a leaving\n11 a gone\n12 a v2 1/1", ""),
            Arguments.of("a pod replaced", "10 a -pa\n11 a +pa2", "")
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void judgesTheOrder(String what, String sightings, String violations) {
        assertThat(String.join(
                        ", ",
                        deletion(sightings).violations().stream()
                                .map(violation -> violation.component() + " before " + violation.neighbour())
                                .toList()))
                .as(what)
                .isEqualTo(violations);
    }

    @Test
    void tellsWhatIsLeft() {
        assertThat(deletion("10 b gone\n11 b -pb").left()).containsExactly("a");
        assertThat(deletion("10 b gone").left()).containsExactly("a", "b");
    }

    private static Deletion deletion(String sightings) {
        return Deletion.of(GRAPH, Script.sightings(BEFORE + sightings));
    }
}
