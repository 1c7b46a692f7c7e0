package io.mpaas.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Percentiles and paths. */
class MeasuresTest {
    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "1, 1, 1, 1", "2, 1, 2, 2", "3, 2, 3, 3", "31, 16, 31, 31", "200, 100, 198, 200"})
    void takesTheNearestRank(int count, int p50, int p99, int max) {
        List<Duration> values =
                IntStream.rangeClosed(1, count).mapToObj(Duration::ofMillis).toList();

        assertThat(Percentiles.of(values.reversed()))
                .isEqualTo(
                        new Percentiles(count, Duration.ofMillis(p50), Duration.ofMillis(p99), Duration.ofMillis(max)));
    }

    @Test
    void takesTheLongerBranch() {
        Graph diamond = Script.graph("""
                a:
                b: a
                c: a
                d: b c
                e:
                """);
        Map<String, Duration> weights = Map.of(
                "a", Duration.ofMillis(1),
                "b", Duration.ofMillis(5),
                "c", Duration.ofMillis(6),
                "d", Duration.ofMillis(1),
                "e", Duration.ofMillis(7));

        assertThat(CriticalPath.of(
                        diamond.dependenciesFirst(), name -> diamond.node(name).startup(), weights))
                .isEqualTo(new CriticalPath(Duration.ofMillis(8), List.of("a", "c", "d")));
    }

    @Test
    void aPathOfNothingIsEmpty() {
        assertThat(CriticalPath.of(List.of(), _ -> java.util.Set.of(), Map.of()))
                .isEqualTo(new CriticalPath(Duration.ZERO, List.of()));
    }

    @Test
    void refusesACycle() {
        Graph cycle = Script.graph("""
                a: b
                b: ~a
                """);

        assertThatThrownBy(cycle::dependenciesFirst).hasMessage("The graph has a cycle: a → b → a");
    }
}
