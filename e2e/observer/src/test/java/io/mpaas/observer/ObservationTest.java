package io.mpaas.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationTest {
    private static final String CHAIN = """
            a:
            b: a
            c: b
            """;

    @Test
    void measuresAChain() {
        Observation seen = observe(CHAIN, """
                10 a v1 0/1
                20 a v1 1/1
                25 b v1 0/1
                55 b v1 1/1
                56 c v1 0/1
                60 c v1 1/1
                """);

        assertThat(seen.complete()).isTrue();
        assertThat(seen.violations()).isEmpty();
        assertThat(seen.makespan()).isEqualTo(Duration.ofMillis(50));
        assertThat(seen.criticalPath().length()).isEqualTo(Duration.ofMillis(10 + 30 + 4));
        assertThat(seen.criticalPath().chain()).containsExactly("a", "b", "c");
        assertThat(seen.stretch()).isEqualTo(50.0 / 44);
        assertThat(seen.gates())
                .isEqualTo(new Percentiles(2, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(5)));
    }

    @Test
    void startsAtTheFirstWriteThatLetsPodsAppear() {
        Observation seen = observe("a:", """
                10 a v1 0/0
                20 a v1 0/2
                30 a v1 2/2
                """);

        assertThat(resourceVersion(seen.start("a").w())).isEqualTo(20);
    }

    @Test
    void isReadyOnlyWithItsRuntimeDependencies() {
        Observation seen = observe("""
                a: ~b
                b:
                c: a
                """, """
                10 a v1 0/1
                11 b v1 0/1
                20 a v1 1/1
                25 c v1 0/1
                30 b v1 1/1
                35 c v1 1/1
                """);

        assertThat(resourceVersion(seen.start("a").r())).isEqualTo(30);
        assertThat(seen.violations())
                .extracting(Violation::toString)
                .containsExactly("c was started (resourceVersion 25) before a was Ready (resourceVersion 30)");
    }

    private static final String ROOMS = """
            db: in3 quorum
            api: db in2
            """;

    @Test
    void whatIsInSeveralClustersIsReadyAsOne() {
        Observation seen = observe(ROOMS, """
                a/10@100 db v1 0/1
                a/11@200 db v1 1/1
                b/500@210 db v1 0/1
                w/7@220 db v1 0/1
                b/501@900 db v1 1/1
                a/12@950 api v1 0/1
                b/502@960 api v1 0/1
                a/13@970 api v1 1/1
                b/503@980 api v1 1/1
                """);

        assertThat(seen.violations()).isEmpty();
        assertThat(seen.start("db").took()).contains(Duration.ofMillis(800));
        assertThat(seen.start("api").gate()).contains(Duration.ofMillis(50));
        assertThat(seen.complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"300, 1", "600, 0"})
    void betweenClustersHalfASecondIsInDoubt(int started, int violations) {
        Observation seen = observe(ROOMS, """
                a/10@100 db v1 1/1
                b/500@110 db v1 0/1
                w/7@120 db v1 0/1
                a/11@%d api v1 0/1
                b/501@900 db v1 1/1
                """.formatted(started));

        assertThat(seen.violations()).hasSize(violations);
    }

    @Test
    void aReadinessThatWasLostBeforeTheDependencyCameDoesNotCount() {
        Observation seen = observe("""
                a: ~b
                b:
                """, """
                10 a v1 1/1
                20 a v1 0/1
                30 b v1 1/1
                40 a v1 1/1
                """);

        assertThat(resourceVersion(seen.start("a").r())).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 2, false, none", "3, 3, false, ready", "4, 3, false, ready", "4, 2, false, none", "8, 6, false, ready",
        "8, 5, false, none", "3, 2, true, ready", "3, 1, true, none", "5, 3, true, ready", "4, 2, true, none",
        "4, 3, true, ready", "1, 1, true, ready", "0, 0, false, ready"
    })
    void countsReplicasByItsOwnRule(int wanted, int ready, boolean quorum, String verdict) {
        Observation seen = observe(quorum ? "a: quorum" : "a:", "10 a v1 %d/%d".formatted(ready, wanted));

        assertThat(seen.complete()).isEqualTo(verdict.equals("ready"));
    }

    @Test
    void judgesByResourceVersionAndNotByArrival() {
        Observation late = observe(CHAIN, """
                10 a v1 0/1
                20@31 a v1 1/1
                25@25 b v1 0/1
                """);
        Observation early = observe(CHAIN, """
                10 a v1 0/1
                20@30 b v1 0/1
                25@25 a v1 1/1
                """);

        assertThat(late.violations()).isEmpty();
        assertThat(late.start("b").gate()).contains(Duration.ZERO);
        assertThat(early.violations()).hasSize(1);
    }

    @Test
    void comparesResourceVersionsAsUnsignedNumbers() {
        Observation seen = observe("""
                a:
                b: a
                """, """
                9223372036854775807@1 a v1 1/1
                9223372036854775808@2 b v1 0/1
                """);

        assertThat(seen.violations()).isEmpty();
    }

    @Test
    void flagsAStartWhoseDependencyNeverGotReady() {
        Observation seen = observe("""
                a:
                b: a missing
                """, """
                10 a v1 0/1
                20 b v1 0/1
                """);

        assertThat(seen.violations())
                .extracting(Violation::toString)
                .containsExactly(
                        "b was started (resourceVersion 20) before a was Ready (it has not been)",
                        "b was started (resourceVersion 20) before missing was Ready (it has not been)");
        assertThat(seen.complete()).isFalse();
    }

    @Test
    void neitherTimesNorJudgesWhatWasThereBefore() {
        Observation seen = observe("""
                a:
                b: a
                c: a
                d: c
                """, """
                10@0 a v1 1/1
                11@0 b v1 0/1
                12@0 d v1 0/1
                20 c v1 0/1
                30 c v1 1/1
                40 b v1 1/1
                """);

        assertThat(seen.violations()).isEmpty();
        assertThat(seen.start("c").gate()).isEmpty();
        assertThat(seen.start("b").took()).isEmpty();
        assertThat(seen.makespan()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void takesTheOperatorsWordForExternalComponents() {
        Observation seen = observe("""
                db: external
                a: db
                """, """
                10 db Ready
                12 a v1 0/1
                20 a v1 1/1
                """);

        assertThat(seen.complete()).isTrue();
        assertThat(seen.violations()).isEmpty();
        assertThat(seen.start("db").w()).isEmpty();
        assertThat(seen.start("a").gate()).contains(Duration.ofMillis(2));
    }

    private static Observation observe(String graph, String sightings) {
        return Observation.of(Script.graph(graph), Script.sightings(sightings), 0);
    }

    private static long resourceVersion(Optional<Moment> moment) {
        return moment.orElseThrow().resourceVersion();
    }
}
