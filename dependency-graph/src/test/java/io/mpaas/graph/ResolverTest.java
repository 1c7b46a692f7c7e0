package io.mpaas.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResolverTest {
    private static final String RELEASE = """
            query -> mysql
            query -> push: optional
            query / store -> ssdb | hbase: startup, runtime
            gateway / discovery -> registry | zookeeper
            push -> mysql
            registry -> mysql
            hbase -> zookeeper
            mysql
            ssdb
            zookeeper
            lonely
            """;

    static Stream<Arguments> selections() {
        return Stream.of(
                Arguments.of(
                        "everything",
                        "",
                        "",
                        "",
                        "",
                        "gateway hbase lonely mysql push query registry ssdb "
                                + "zookeeper | gateway=registry query=ssdb"),
                Arguments.of("one and what it needs", "push", "", "", "", "mysql push | "),
                Arguments.of("optional pulls in nothing", "query", "", "", "", "mysql query ssdb | query=ssdb"),
                Arguments.of(
                        "a candidate present wins",
                        "query hbase",
                        "",
                        "",
                        "",
                        "hbase mysql query zookeeper | query=hbase"),
                Arguments.of(
                        "an external candidate is present and needs nothing",
                        "query",
                        "hbase",
                        "",
                        "",
                        "hbase mysql query | query=hbase"),
                Arguments.of(
                        "a skipped candidate is passed over, and what the next needs comes along",
                        "query",
                        "",
                        "ssdb",
                        "",
                        "hbase mysql query zookeeper | query=hbase"),
                Arguments.of(
                        "a choice made stays",
                        "query ssdb",
                        "",
                        "",
                        "query=hbase",
                        "hbase mysql query ssdb zookeeper | query=hbase"),
                Arguments.of(
                        "a choice made gives way when it is no longer possible",
                        "query",
                        "",
                        "hbase",
                        "query=hbase",
                        "mysql query ssdb | query=ssdb"),
                Arguments.of(
                        "a choice of something that is no candidate any more is forgotten",
                        "query",
                        "",
                        "",
                        "query=mysql",
                        "mysql query ssdb | query=ssdb"),
                Arguments.of(
                        "a choice brings in what a later alternative then finds present",
                        "gateway query",
                        "",
                        "registry ssdb",
                        "",
                        "gateway hbase mysql query zookeeper | gateway=zookeeper query=hbase"),
                Arguments.of("skipping what only a product wants", "push lonely", "", "lonely", "", "mysql push | "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("selections")
    void resolves(String name, String wanted, String external, String skipped, String previous, String expected) {
        Selection selection =
                new Selection(words(wanted), words(external), words(skipped), Map.of(), choices(previous));
        Resolution resolution = Resolver.resolve(EdgeTable.parse(RELEASE), selection);
        assertThat(resolution.problems()).as(name).isEmpty();
        StringBuilder result = new StringBuilder();
        result.append(String.join(" ", resolution.graph().orElseThrow().nodes()))
                .append(" | ");
        resolution
                .choices()
                .forEach((dependant, chosen) -> result.append(dependant)
                        .append('=')
                        .append(String.join(",", chosen.values()))
                        .append(' '));
        assertThat(result.toString().strip()).as(name).isEqualTo(expected.strip());
    }

    @Test
    void whatTheInstallationSaysWinsOverAnEarlierChoice() {
        Selection selection = new Selection(
                Set.of("query"), Set.of(), Set.of(), Map.of("query", Map.of("store", "hbase")), choices("query=ssdb"));
        Resolution resolution = Resolver.resolve(EdgeTable.parse(RELEASE), selection);
        assertThat(resolution.choices()).isEqualTo(choices("query=hbase"));
        DependencyGraph graph = resolution.graph().orElseThrow();
        assertThat(graph.dependencies("query", DependencyKind.RUNTIME)).containsExactly("hbase");
        assertThat(graph.edges()).extracting(Edge::path).contains("spec.components.query.use.store");
    }

    @Test
    void resolvingAgainWithItsOwnChoicesChangesNothing() {
        GraphSpec spec = EdgeTable.parse(RELEASE);
        Resolution first = Resolver.resolve(spec, Selection.everything());
        Selection again = new Selection(Set.of(), Set.of(), Set.of(), Map.of(), first.choices());
        assertThat(Resolver.resolve(spec, again).choices()).isEqualTo(first.choices());
    }

    @Test
    void externalComponentsNeedNothingAndCutCycles() {
        GraphSpec spec = EdgeTable.parse("a -> b\nb -> a\nb updateAfter a");
        Selection selection = new Selection(Set.of(), Set.of("b"), Set.of(), Map.of(), Map.of());
        DependencyGraph graph = Resolver.resolve(spec, selection).graph().orElseThrow();
        assertThat(graph.edges()).extracting(Edge::arrow).containsExactly("a → b");
        assertThat(graph.updatePredecessors("b")).isEmpty();
    }

    @Test
    void keepsOptionalEdgesOnlyWhereBothEndsArePresent() {
        GraphSpec spec = EdgeTable.parse(RELEASE);
        Selection alone = new Selection(Set.of("query"), Set.of(), Set.of(), Map.of(), Map.of());
        Selection both = new Selection(Set.of("query", "push"), Set.of(), Set.of(), Map.of(), Map.of());
        assertThat(Resolver.resolve(spec, alone).graph().orElseThrow().dependencies("query", DependencyKind.OPTIONAL))
                .isEmpty();
        assertThat(Resolver.resolve(spec, both).graph().orElseThrow().dependencies("query", DependencyKind.OPTIONAL))
                .containsExactly("push");
    }

    @Test
    void optionalAlternativesTakeWhatIsThereAndBringInNothing() {
        GraphSpec spec = EdgeTable.parse("a / x -> b | c: optional\nb\nc\nd -> c");
        Selection alone = new Selection(Set.of("a"), Set.of(), Set.of(), Map.of(), Map.of());
        Selection withD = new Selection(Set.of("a", "d"), Set.of(), Set.of(), Map.of(), Map.of());
        assertThat(Resolver.resolve(spec, alone).choices()).isEmpty();
        assertThat(Resolver.resolve(spec, withD).choices()).isEqualTo(Map.of("a", Map.of("x", "c")));
    }

    @Test
    void updatePredecessorsThatAreNotInstalledLeaveTheOrder() {
        GraphSpec spec = EdgeTable.parse("a -> b\nb\nc\na updateAfter c");
        Selection selection = new Selection(Set.of("a"), Set.of(), Set.of(), Map.of(), Map.of());
        DependencyGraph graph = Resolver.resolve(spec, selection).graph().orElseThrow();
        assertThat(graph.nodes()).containsExactly("a", "b");
        assertThat(graph.updatePredecessors("a")).isEmpty();
    }

    @Test
    void reportsEveryMistakeOfAnInstallationAtOnce() {
        Selection selection = new Selection(
                Set.of("push", "nothing"),
                Set.of("mysq"),
                Set.of("mysql", "ghost"),
                Map.of(
                        "query", Map.of("store", "redis", "stor", "ssdb"),
                        "phantom", Map.of("x", "y"),
                        "push", Map.of("x", "y")),
                Map.of());
        Resolution resolution = Resolver.resolve(EdgeTable.parse(RELEASE), selection);
        assertThat(resolution.graph()).isEmpty();
        assertThat(resolution.problems())
                .extracting(problem -> problem.code() + " " + problem.path())
                .containsExactly(
                        "UNKNOWN_COMPONENT spec.components.ghost",
                        "UNKNOWN_COMPONENT spec.components.mysq",
                        "SKIPPED_NEEDED spec.components.mysql.skip",
                        "UNKNOWN_COMPONENT spec.components.nothing",
                        "UNKNOWN_COMPONENT spec.components.phantom",
                        "UNKNOWN_ALTERNATIVE spec.components.push.use.x",
                        "UNKNOWN_ALTERNATIVE spec.components.query.use.stor",
                        "UNKNOWN_CANDIDATE spec.components.query.use.store");
        assertThat(resolution.problems())
                .extracting(Problem::message)
                .contains(
                        "the release has no component mysq; did you mean mysql?",
                        "mysql is skipped but needed by push: install it, bring your own as external, or skip those too",
                        "query has no alternative stor; did you mean store?",
                        "redis is no candidate for store of query: use one of ssdb, hbase");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("a skipped choice", "a / x -> b | c\nb\nc", "b", "a=b", "SKIPPED_NEEDED …b.skip"),
                Arguments.of("no candidate left", "a / x -> b | c\nb\nc", "b c", "", "NO_CANDIDATE …a.use.x"),
                Arguments.of(
                        "a cycle chosen", "a / x -> c | b\nb -> a\nc", "", "a=b", "ALTERNATIVE_CYCLE …b.dependsOn.a"),
                Arguments.of("a plain cycle", "a -> b\nb -> a", "", "", "CYCLE …b.dependsOn.a"),
                Arguments.of("a cycle of updates", "a -> b\nb updateAfter a", "", "", "UPDATE_CYCLE …b.updateAfter"),
                Arguments.of("a broken release", "a -> nobody", "", "", "UNKNOWN_DEPENDENCY …a.dependsOn.nobody"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String name, String table, String skipped, String uses, String expected) {
        Map<String, Map<String, String>> chosen = uses.isEmpty() ? Map.of() : Map.of("a", Map.of("x", "b"));
        Selection selection = new Selection(Set.of(), Set.of(), words(skipped), chosen, Map.of());
        Resolution resolution = Resolver.resolve(EdgeTable.parse(table), selection);
        assertThat(resolution.graph()).isEmpty();
        assertThat(resolution.problems())
                .as(name)
                .extracting(problem -> problem.code() + " " + problem.path().replace("spec.components.", "…"))
                .containsExactly(expected);
    }

    @Test
    void showsInACycleWhereTheCandidateWasChosen() {
        GraphSpec spec = EdgeTable.parse("a / x -> c | b\nb -> a\nc");
        Selection selection = new Selection(Set.of(), Set.of(), Set.of(), Map.of("a", Map.of("x", "b")), Map.of());
        assertThat(Resolver.resolve(spec, selection).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("dependency cycle through a chosen candidate: a → b → a")
                        .contains("a → b  spec.components.a.use.x (startup)"));
    }

    @Test
    void refusesWhatIsSkippedAndExternal() {
        Selection selection = new Selection(Set.of(), Set.of("b"), Set.of("b"), Map.of(), Map.of());
        assertThat(Resolver.resolve(EdgeTable.parse("a -> b\nb"), selection).problems())
                .extracting(Problem::code)
                .containsExactly(Code.SKIPPED_EXTERNAL);
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.copyOf(List.of(text.split(" ")));
    }

    /** {@code query=ssdb} is about the one alternative that component has in the release above. */
    private static Map<String, Map<String, String>> choices(String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        String dependant = text.substring(0, text.indexOf('='));
        String candidate = text.substring(text.indexOf('=') + 1);
        return Map.of(dependant, Map.of(dependant.equals("query") ? "store" : "discovery", candidate));
    }
}
