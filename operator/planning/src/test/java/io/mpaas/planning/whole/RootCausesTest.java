package io.mpaas.planning.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.RootBlocker;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RootCausesTest {
    /**
     * @param outage causes with their victims, as {@link RootCauses#ofOutage} finds them
     * @param all the same of {@link RootCauses#all}
     */
    record Case(String name, String components, List<String> outage, List<String> all) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                alike("all is Ready", "a Ready -> b\nb Ready"),
                alike("one database, all that need it suffer", """
                        web  Degraded RuntimeDependencyUnavailable -> api
                        api  Degraded RuntimeDependencyUnavailable -> db
                        job  Degraded RuntimeDependencyUnavailable -> db
                        docs Ready                                 -> db?
                        db   Degraded
                        """, "db: api job web"),
                alike("a dependant whose image is missing as well is a cause as well", """
                        web Degraded RuntimeDependencyUnavailable -> api
                        api Degraded PodsCannotRun                -> db
                        db  Degraded
                        """, "db: api web", "api: web"),
                alike("a dependant that crashes may crash for lack of it", """
                        api Degraded TooFewReplicas -> db
                        db  Degraded
                        """, "db: api"),
                alike("its database serves: the component itself is it", """
                        api Degraded -> db
                        db  Ready
                        """, "api:"),
                new Case(
                        "a database that serves, though not fully, explains no loss",
                        """
                        api Degraded           -> db
                        db  Degraded available
                        """,
                        List.of("api:"),
                        List.of("api:", "db:")),
                new Case(
                        "but it does explain a first start that waits for it to be Ready",
                        """
                        api Waiting waits:db   -> db
                        db  Starting available
                        """,
                        List.of("db: api"),
                        List.of("db: api")),
                alike("two failures that have nothing to do with each other", """
                        a Degraded -> x
                        b Degraded -> x
                        x Degraded
                        c Degraded -> y
                        y Failed
                        """, "x: a b", "y: c"),
                alike("a failure of two dependencies is explained by both", """
                        a Degraded -> x y
                        x Degraded
                        y Degraded
                        """, "x: a", "y: a"),
                alike("an optional dependency explains nothing", """
                        a Degraded -> x?
                        x Degraded
                        """, "a:", "x:"),
                alike(
                        "a failed Job is to be put right, also where its database is away again",
                        """
                        web    Waiting waits:schema -> schema
                        schema Failed job JobFailed -> db
                        db     Degraded
                        """,
                        "db: schema web",
                        "schema: web"),
                alike(
                        "a Secret that is missing keeps it from starting when the database is back",
                        """
                        api Waiting missing waits:db -> db
                        db  Degraded
                        """,
                        "db: api",
                        "api:"),
                alike("what the customer brings can be it", """
                        api Degraded RuntimeDependencyUnavailable -> db
                        db  Unknown external EndpointUnreachable
                        """, "db: api"),
                new Case("an update under way is no outage", """
                        api Updating available waits:db -> db
                        db  Updating available
                        """, List.of(), List.of("db: api")),
                new Case(
                        "a component that waits for a free slot blames nobody",
                        "a Waiting waits:a",
                        List.of("a:"),
                        List.of("a:")),
                new Case("what is being removed is no outage", "a Stopping removed", List.of(), List.of("a:")),
                alike("a dependency that is not recorded yet cannot be blamed", "a Waiting waits:b -> b", "a:"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void explains(Case it) {
        RootCauses causes = RootCauses.of(Recorded.of(it.components()));

        assertThat(text(causes.ofOutage())).containsExactlyElementsOf(it.outage());
        assertThat(text(causes.all())).containsExactlyElementsOf(it.all());
    }

    @Test
    void goesFromOneComponentDownToItsCauses() {
        RootCauses causes = RootCauses.of(Recorded.of("""
                web   Degraded -> api cache
                api   Degraded -> db
                cache Ready
                db    Degraded
                other Degraded
                """));

        assertThat(text(causes.of("web"))).containsExactly("db: api web");
        assertThat(text(causes.of("db"))).containsExactly("db: api web");
        assertThat(causes.of("cache")).isEmpty();
        assertThat(causes.blamedBy("web")).containsExactly("api");
        assertThat(causes.blamedBy("api")).containsExactly("db");
        assertThat(causes.blamedBy("db")).isEmpty();
    }

    @Test
    void theStatusOfAnInstallationNamesTheTenWithMostVictims() {
        String many =
                IntStream.range(10, 40).mapToObj(i -> "c" + i + " Degraded\n").collect(Collectors.joining());
        List<RootBlocker> blockers = RootCauses.of(Recorded.of(many + """
                        web Degraded -> db
                        db  Degraded
                        """)).blockers();

        assertThat(blockers).hasSize(10);
        assertThat(blockers.getFirst())
                .isEqualTo(new RootBlocker("db", ComponentPhase.Degraded, null, "2026-11-22T12:00:00Z", 1));
        assertThat(RootCauses.text(blockers.getFirst())).isEqualTo("db is Degraded and blocks 1");
    }

    private static Case alike(String name, String components, String... causes) {
        return new Case(name, components, List.of(causes), List.of(causes));
    }

    private static List<String> text(List<RootCauses.Cause> causes) {
        return causes.stream()
                .map(cause -> (cause.name() + ": " + String.join(" ", cause.victims())).strip())
                .toList();
    }
}
