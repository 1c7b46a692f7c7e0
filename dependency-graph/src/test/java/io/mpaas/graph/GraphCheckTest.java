package io.mpaas.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GraphCheckTest {

    static Stream<Arguments> specs() {
        return Stream.of(
                Arguments.of("accepts nothing", "", ""),
                Arguments.of("accepts a diamond", "a -> b\na -> c\nb -> d\nc -> d\nd", ""),
                Arguments.of("a cycle of two", "a -> b\nb -> a: runtime", "ERROR CYCLE …b.dependsOn.a"),
                Arguments.of("itself, and not also a cycle", "a -> a", "ERROR SELF_DEPENDENCY …a.dependsOn.a"),
                Arguments.of("an unknown target", "a -> b", "ERROR UNKNOWN_DEPENDENCY …a.dependsOn.b"),
                Arguments.of("no kind", "a -> b: -\nb", "ERROR NO_KIND …a.dependsOn.b"),
                Arguments.of("a legal cycle", "a -> b: optional\nb -> a", "WARNING OPTIONAL_CYCLE …a.dependsOn.b"),
                Arguments.of(
                        "an optional edge beside a hard cycle is not a second cycle",
                        "a -> b\nb -> a: runtime, optional",
                        "ERROR CYCLE …b.dependsOn.a"),
                Arguments.of("an alternative without candidates", "a / x ->", "ERROR NO_CANDIDATE …a.dependsOnOneOf.x"),
                Arguments.of("an alternative of nothing known", "a / x -> y", """
                        ERROR UNKNOWN_DEPENDENCY …a.dependsOnOneOf.x
                        ERROR NO_CANDIDATE …a.dependsOnOneOf.x"""),
                Arguments.of(
                        "one unknown candidate", "a / x -> y | b\nb", "ERROR UNKNOWN_DEPENDENCY …a.dependsOnOneOf.x"),
                Arguments.of("a candidate twice", "a / x -> b | b\nb", "ERROR DUPLICATE_CANDIDATE …a.dependsOnOneOf.x"),
                Arguments.of(
                        "two alternatives of one name",
                        "a / x -> b\na / x -> c\nb\nc",
                        "ERROR DUPLICATE_CANDIDATE …a.dependsOnOneOf.x"),
                Arguments.of("itself as candidate", "a / x -> b | a\nb", "ERROR SELF_DEPENDENCY …a.dependsOnOneOf.x"),
                Arguments.of(
                        "a cycle through first candidates",
                        "a / x -> b | c\nb -> a\nc",
                        "ERROR ALTERNATIVE_CYCLE …b.dependsOn.a"),
                Arguments.of(
                        "a cycle only through another candidate",
                        "a / x -> c | b\nb -> a\nc",
                        "WARNING ALTERNATIVE_CYCLE …b.dependsOn.a"),
                Arguments.of(
                        "a cycle through other candidates of two alternatives",
                        "a / x -> c | b\nb / y -> c | a\nc",
                        "WARNING ALTERNATIVE_CYCLE …b.dependsOnOneOf.y"),
                Arguments.of("a cycle of updates only", "a -> b\nb updateAfter a", "ERROR UPDATE_CYCLE …b.updateAfter"),
                Arguments.of("an order of updates that turns an edge", "a -> b\na updateAfter\nb updateAfter a", ""),
                Arguments.of(
                        "a dependency cycle whose update order is acyclic",
                        "a -> b\nb -> a\na updateAfter",
                        "ERROR CYCLE …b.dependsOn.a"),
                Arguments.of("updates after itself", "a updateAfter a", "ERROR SELF_DEPENDENCY …a.updateAfter"),
                Arguments.of("updates after the unknown", "a updateAfter b", "ERROR UNKNOWN_DEPENDENCY …a.updateAfter"),
                Arguments.of(
                        "a cycle of updates through another candidate",
                        "a / x -> c | b\nb updateAfter a\nc",
                        "WARNING UPDATE_CYCLE …b.updateAfter"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("specs")
    void findsWhatIsWrong(String name, String table, String expected) {
        List<String> found = GraphCheck.check(EdgeTable.parse(table)).stream()
                .map(problem -> problem.severity() + " " + problem.code() + " "
                        + problem.path().replace("spec.components.", "…"))
                .toList();
        assertThat(found).as(name).containsExactlyElementsOf(expected.lines().toList());
    }

    @Test
    void reportsEverythingAtOnceErrorsFirst() {
        List<Problem> problems = GraphCheck.check(EdgeTable.parse("""
                a -> b
                b -> a: runtime
                c -> c
                d -> msyql
                mysql
                e -> f: optional
                f -> e
                p -> q: runtime
                q -> p
                """));
        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly(
                        Code.CYCLE, Code.SELF_DEPENDENCY, Code.UNKNOWN_DEPENDENCY, Code.CYCLE, Code.OPTIONAL_CYCLE);
        assertThat(problems).isSorted();
    }

    @Test
    void rejectsCycleAndNamesEveryMember() {
        List<Problem> problems = GraphCheck.check(EdgeTable.parse("""
                gateway -> auth: runtime
                auth -> cache: startup, runtime
                cache -> gateway
                """));
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo("""
                    dependency cycle: auth → cache → gateway → auth
                      auth → cache     spec.components.auth.dependsOn.cache (startup, runtime)
                      cache → gateway  spec.components.cache.dependsOn.gateway (startup)
                      gateway → auth   spec.components.gateway.dependsOn.auth (runtime)
                    remove this dependency to break it:
                      gateway → auth  spec.components.gateway.dependsOn.auth (runtime)""");
            assertThat(problem.path()).isEqualTo("spec.components.gateway.dependsOn.auth");
            Cycle cycle = problem.cycle().orElseThrow();
            assertThat(cycle.members()).containsExactly("auth", "cache", "gateway");
            assertThat(cycle.edges()).extracting(Edge::dependency).containsExactly("cache", "gateway", "auth");
            assertThat(cycle.cut()).extracting(Edge::arrow).containsExactly("gateway → auth");
        });
    }

    @Test
    void suggestsTheRuntimeEdgeWhereverItIs() {
        for (String runtime : List.of("a -> b", "b -> c", "c -> a")) {
            String table = "a -> b\nb -> c\nc -> a\n".replace(runtime + "\n", runtime + ": runtime\n");
            List<Problem> problems = GraphCheck.check(EdgeTable.parse(table));
            assertThat(problems.getFirst().cycle().orElseThrow().cut())
                    .extracting(Edge::arrow)
                    .containsExactly(runtime.replace("->", "→"));
        }
    }

    @Test
    void suggestsOneStartupEdgeRatherThanTwoRuntimeEdges() {
        List<Problem> problems = GraphCheck.check(EdgeTable.parse("""
                a -> b
                b -> c: runtime
                b -> d: runtime
                c -> a
                d -> a
                """));
        assertThat(problems.getFirst().cycle().orElseThrow().cut())
                .extracting(Edge::arrow)
                .containsExactly("a → b");
        assertThat(problems.getFirst().message())
                .contains("remove this dependency to break every cycle among 4 components that need each other:");
    }

    @Test
    void showsOneShortestCycleForEveryKnot() {
        List<Problem> problems = GraphCheck.check(EdgeTable.parse("""
                a -> b
                b -> c
                c -> a
                c -> b: runtime
                x -> y
                y -> x
                y -> a
                """));
        assertThat(problems)
                .extracting(problem -> problem.cycle().orElseThrow().arrows())
                .containsExactlyInAnyOrder("b → c → b", "x → y → x");
    }

    @Test
    void guessesWhatAMisspelledNameMeant() {
        List<Problem> problems = GraphCheck.check(EdgeTable.parse("a -> msyql\nb -> kafka\nmysql"));
        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly(
                        "a needs msyql, which does not exist; did you mean mysql?",
                        "b needs kafka, which does not exist: add it, or remove this");
    }

    @Test
    void reportsDependenciesOfAComponentThatDoesNotExist() {
        GraphSpec spec = GraphSpec.builder()
                .node("a", "spec.components.a")
                .edge("ghost", "a", List.of(DependencyKind.STARTUP), "spec.components.ghost.dependsOn.a")
                .build();
        assertThat(GraphCheck.check(spec)).extracting(Problem::code).containsExactly(Code.UNKNOWN_COMPONENT);
    }
}
