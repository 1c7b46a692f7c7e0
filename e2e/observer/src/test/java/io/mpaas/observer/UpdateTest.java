package io.mpaas.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UpdateTest {
    private static final String BEFORE = """
            1@0 a v1 1/1
            2@0 b v1 1/1
            3@0 c v1 1/1
            """;
    private static final String GRAPH = """
            a:
            b: a
            c: ~b
            """;

    @Test
    void seesEveryChangeAndHowLongItTook() {
        Update update = update("""
                10 a v2 0/1
                20 a v2 1/1
                25 b v2 0/1
                40 b v2 1/1
                """);

        assertThat(update.changes()).containsOnlyKeys("a", "b");
        assertThat(update.duration()).isEqualTo(Duration.ofMillis(30));
        assertThat(update.complete()).isTrue();
        assertThat(update.violations()).isEmpty();
    }

    static Arguments[] orders() {
        return new Arguments[] {
            Arguments.of("startup dependency later", "10 b v2 1/1\n20 a v2 1/1", "b before a"),
            Arguments.of("startup dependency not Ready yet", "10 a v2 0/1\n20 b v2 0/1\n30 a v2 1/1", "b before a"),
            Arguments.of("startup dependency never Ready", "10 a v2 0/1\n20 b v2 0/1", "b before a"),
            Arguments.of("runtime dependency later", "10 c v2 1/1\n20 b v2 1/1", "c before b"),
            Arguments.of("dependency unchanged", "10 c v2 1/1", ""),
            Arguments.of("scaled only", "10 a v1 0/2\n20 c v2 1/1", ""),
            Arguments.of("restarted only", "10 a v1 0/1\n11 b v2 0/1\n20 a v1 1/1", ""),
            Arguments.of("corrected underway", "10 a v2 0/1\n20 a v3 0/1\n30 a v3 1/1\n40 b v3 1/1", ""),
            Arguments.of("recreated", "10 a gone\n11 a v2 0/1\n12 a v2 1/1\n20 b v2 1/1", ""),
            Arguments.of("a new component under an old one", "10 n v1 0/1\n20 b v2 0/1\n30 n v1 1/1", "b before n")
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void judgesTheOrder(String what, String sightings, String violations) {
        Graph graph = Script.graph("""
                a:
                n:
                b: a n
                c: ~b
                """);

        Update update = Update.of(graph, Script.sightings(BEFORE + sightings), 0);

        assertThat(String.join(
                        ", ",
                        update.violations().stream()
                                .map(violation -> violation.component() + " before " + violation.neighbour())
                                .toList()))
                .as(what)
                .isEqualTo(violations);
    }

    @Test
    void anUpdateOrderOfItsOwnReplacesTheEdges() {
        Graph graph = Script.graph("""
                a:
                b: a
                """);
        Graph turned = new Graph(new java.util.TreeMap<>(java.util.Map.of(
                "a", graph.node("a").withUpdateAfter("b"),
                "b", graph.node("b").withUpdateAfter())));
        String sightings = BEFORE + "10 b v2 1/1\n20 a v2 1/1";

        assertThat(Update.of(graph, Script.sightings(sightings), 0).violations())
                .hasSize(1);
        assertThat(Update.of(turned, Script.sightings(sightings), 0).violations())
                .isEmpty();
    }

    @Test
    void whatWasBeforeTheMarkIsNotPartOfIt() {
        Update update = Update.of(
                Script.graph(GRAPH),
                Script.sightings("5 b v1 1/1\n6 a v1 1/1\n10 a v2 1/1\n20 b v2 1/1"),
                Duration.ofMillis(8).toNanos());

        assertThat(update.violations()).isEmpty();
        assertThat(update.change("a").flatMap(Update.Change::from)).contains("v1");
    }

    private static Update update(String sightings) {
        return Update.of(Script.graph(GRAPH), Script.sightings(BEFORE + sightings), 0);
    }
}
