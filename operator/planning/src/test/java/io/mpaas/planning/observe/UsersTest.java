package io.mpaas.planning.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.whole.Recorded;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersTest {
    private static final Set<String> OUT = Set.of();

    /** The neighbour {@code api}, its {@code spec.state}, and whether it still uses {@code db}, which is to stop. */
    @ParameterizedTest
    @CsvSource({
        "api Ready -> db,    Running, true",
        "api Ready -> db,    Stopped, true",
        "api Stopping -> db, Stopped, true",
        "api Stopped -> db,  Stopped, false",
        "api Stopped -> db,  Running, true",
        "api Ready -> db?,   Running, false",
        "api Ready -> mq,    Running, false"
    })
    void aComponentStopsAfterThoseThatNeedIt(String table, String state, boolean uses) {
        Component api = edited(component(table), state);

        assertThat(Users.ofPods(edited(component("db Ready"), "Stopped"), true, List.of(api), OUT))
                .isEqualTo(uses ? List.of("api") : List.of());
    }

    /** What stopped while a Site was Out may have pods there, which count again once it is In. */
    @ParameterizedTest
    @CsvSource({"room-b, false", "room-a, true", "'', true"})
    void whatWasSaidOfASiteThatWasOutIsNoObservationOfIt(String out, boolean uses) {
        Component api = edited(component("api Stopped -> db"), "Stopped");
        api.setStatus(api.getStatus()
                .withSites(Map.of("room-b", new ComponentSite(SiteState.Out, ComponentSite.Owed.Stop, List.of()))));

        assertThat(Users.ofPods(edited(component("db Ready"), "Stopped"), true, List.of(api), Set.of(out)))
                .isEqualTo(uses ? List.of("api") : List.of());
    }

    @Test
    void whatAnEarlierSpecSaidOfAStopDoesNotCount() {
        Component api = edited(component("api Stopped -> db"), "Stopped");
        api.getMetadata().setGeneration(2L);

        assertThat(Users.ofPods(edited(component("db Ready"), "Stopped"), true, List.of(api), OUT))
                .containsExactly("api");
    }

    @Test
    void nobodyIsLookedForWhileItsPodsAreToStay() {
        assertThat(Users.ofPods(component("db Ready"), true, List.of(component("api Ready -> db")), OUT))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, rollout, false", "true, earlier, true", "false, rollout, false", "false, earlier, false"})
    void ownPodsStayUntilAllHaveMovedToWhatTheCustomerBrings(boolean hasPods, String revision, boolean uses) {
        Component api = at(component("api Ready -> db"), revision);

        assertThat(Users.ofPods(component("db Ready external"), hasPods, List.of(api), OUT))
                .isEqualTo(uses ? List.of("api") : List.of());
    }

    /** Of one that is being deleted: what the neighbour needs, whether it is to be outlived, its revision, its pods. */
    @ParameterizedTest
    @CsvSource({
        "api Ready -> db,  false, rollout, false, true",
        "api Ready -> db?, false, rollout, false, false",
        "api Ready,        false, earlier, true,  false",
        "api Ready,        true,  rollout, false, false",
        "api Ready,        true,  rollout, true,  true",
        "api Ready,        true,  earlier, false, true"
    })
    void oneThatIsDeletedStaysUntilNobodyNeedsItAndAllHaveMovedOn(
            String table, boolean outlived, String revision, boolean oldPods, boolean uses) {
        Component db = component("db Ready");
        ObjectNode spec = (ObjectNode) Json.tree(db.getSpec());
        ArrayNode usedBy = spec.putArray("usedBy");
        if (outlived) {
            usedBy.add("api");
        }
        db.setSpec(Json.as(spec, ComponentSpec.class));

        assertThat(Users.ofDeleted(db, List.of(at(component(table), revision)), _ -> oldPods))
                .isEqualTo(uses ? List.of("api") : List.of());
    }

    /** It never comes to be Ready without it: to wait for that would be for ever. */
    @Test
    void oneThatHasStoppedIsNotWaitedFor() {
        Component db = component("db Ready");
        ObjectNode spec = (ObjectNode) Json.tree(db.getSpec());
        spec.putArray("usedBy").add("api");
        db.setSpec(Json.as(spec, ComponentSpec.class));

        assertThat(Users.ofDeleted(db, List.of(at(edited(component("api Stopped"), "Stopped"), "earlier")), _ -> false))
                .isEmpty();
        assertThat(Users.ofDeleted(
                        db, List.of(at(edited(component("api Stopping"), "Stopped"), "earlier")), _ -> false))
                .containsExactly("api");
    }

    @Test
    void namesAreInOrderAndOnceAndOfTheSameInstallationOnly() {
        Component other = component("zoo Ready -> db");
        other.getMetadata().setLabels(Map.of(Mpaas.INSTALLATION_ID_LABEL, "another"));
        Component web = component("web Ready -> db");

        assertThat(Users.ofDeleted(
                        component("db Ready"), List.of(web, component("api Ready -> db"), other, web), _ -> false))
                .containsExactly("api", "web");
    }

    private static Component component(String table) {
        return Objects.requireNonNull(Recorded.of(table).values().iterator().next());
    }

    private static Component edited(Component component, String state) {
        ObjectNode spec = (ObjectNode) Json.tree(component.getSpec());
        component.setSpec(Json.as(spec.put("state", state), ComponentSpec.class));
        return component;
    }

    private static Component at(Component component, String revision) {
        ObjectNode status = (ObjectNode) Json.tree(component.getStatus());
        component.setStatus(Json.as(status.put("rolloutHash", revision), ComponentStatus.class));
        return component;
    }
}
