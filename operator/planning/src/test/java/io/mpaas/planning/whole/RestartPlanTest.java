package io.mpaas.planning.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.Component;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RestartPlanTest {
    private static final SortedMap<String, Component> PRODUCT = Recorded.of("""
            web    Ready               -> api
            api    Ready held          -> db schema
            schema Ready job completed -> db
            seed   Failed job          -> db
            report Starting job        -> db
            batch  Waiting             -> db
            docs   Ready               -> db?
            ldap   Ready external
            db     Ready
            """);

    private static RestartPlan plan(boolean withDependants, String... names) {
        return RestartPlan.of(
                RecordedGraph.of(PRODUCT).orElseThrow(), PRODUCT, new TreeSet<>(List.of(names)), withDependants);
    }

    @Test
    void restartsWhatIsNamedAlone() {
        RestartPlan plan = plan(false, "db");

        assertThat(plan.steps()).containsExactly(new RestartPlan.Step("db", List.of(), Optional.empty()));
        assertThat(plan.leftOut()).isEmpty();
    }

    @Test
    void withDependantsGoesUpInOrderAndLeavesOutWhatCannotRestart() {
        RestartPlan plan = plan(true, "db");

        assertThat(plan.steps())
                .containsExactly(
                        new RestartPlan.Step("db", List.of(), Optional.empty()),
                        new RestartPlan.Step(
                                "api", List.of("db"), Optional.of("held (by hand): it restarts when it is resumed")),
                        new RestartPlan.Step("seed", List.of("db"), Optional.of("a failed Job: it runs again")),
                        new RestartPlan.Step("web", List.of("api"), Optional.empty()));
        assertThat(plan.leftOut())
                .isEqualTo(Map.of(
                        "batch", "it was not started yet",
                        "report", "a Job that has not failed",
                        "schema", "a Job that completed never runs again"));
    }

    @Test
    void whatTheCustomerBringsIsNotOursToRestart() {
        assertThat(plan(false, "ldap").steps()).isEmpty();
        assertThat(plan(false, "ldap").leftOut()).isEqualTo(Map.of("ldap", "the customer brings it"));
    }
}
