package io.mpaas.planning.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.SiteSpec;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.planning.decide.Given;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.rooms.Placing;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.rooms.Wish;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationReportTest {
    private static final Optional<NodeFacts> NODES = Optional.of(new NodeFacts(1, 1, new TreeSet<>()));
    private static final SitesFacts OWN = new SitesFacts(NODES, Optional.empty(), List.of(), false, Optional.empty());
    private static final String REFUSAL =
            "a Component was refused: User \"operator\" cannot create resource \"components\"";

    @Test
    void whatTheApiServerRefusesIsNamedInTheReadyConditionAlsoWhenAllThatIsThereIsReady() {
        InstallationStatus ready = report(Optional.empty(), InstallationFacts.Wishes.NONE, InstallationStatus.EMPTY);
        assertThat(ready.phase()).isEqualTo(InstallationPhase.Ready);

        InstallationStatus refused = report(Optional.of(REFUSAL), InstallationFacts.Wishes.NONE, ready);
        assertThat(refused.phase()).isEqualTo(InstallationPhase.Updating);
        assertThat(condition(refused).getStatus()).isEqualTo("False");
        assertThat(condition(refused).getReason()).isEqualTo("Obstructed");
        assertThat(condition(refused).getMessage()).isEqualTo(REFUSAL + "; 2/2 components Ready");
        assertThat(report(Optional.empty(), InstallationFacts.Wishes.NONE, refused)
                        .phase())
                .isEqualTo(InstallationPhase.Ready);
    }

    @Test
    void whileItIsDeletedTheRefusalIsNamedAsWell() {
        InstallationFacts.Wishes delete =
                new InstallationFacts.Wishes(true, false, Optional.empty(), Optional.empty(), Optional.empty());

        InstallationStatus status = report(Optional.of(REFUSAL), delete, InstallationStatus.EMPTY);

        assertThat(status.phase()).isEqualTo(InstallationPhase.Stopping);
        assertThat(condition(status).getMessage()).startsWith(REFUSAL);
    }

    @Test
    void whatAPauseKeepsIsNotYetAsAskedFor() {
        InstallationStatus before = report(Optional.empty(), InstallationFacts.Wishes.NONE, InstallationStatus.EMPTY);

        InstallationStatus same = report(Optional.empty(), paused(), before);
        assertThat(same.phase()).isEqualTo(InstallationPhase.Ready);
        assertThat(paused(same)).isEqualTo("updates that have not begun wait until spec.paused is false");
        InstallationStatus waits = report(Optional.empty(), paused("db", "api"), before);
        assertThat(waits.phase()).isEqualTo(InstallationPhase.Updating);
        assertThat(condition(waits).getStatus()).isEqualTo("False");
        assertThat(condition(waits).getReason()).isEqualTo("Paused");
        assertThat(condition(waits).getMessage()).isEqualTo(paused(waits) + "; 2/2 components Ready");
        assertThat(paused(waits)).endsWith("is false: api, db");
    }

    @Test
    void whatIsTakenBackIsNotReadyAndSaysWhatRunsAndWhatToDo() {
        InstallationStatus before = report(Optional.empty(), InstallationFacts.Wishes.NONE, InstallationStatus.EMPTY);
        RefusedChange refused = new RefusedChange(5, 7, "1-aa", null, "api", "no such image", "now", 4);
        ChangeFacts change = new ChangeFacts(Optional.empty(), Optional.of(refused), Optional.empty(), false);

        assertThat(report("api Failed -> db\ndb Ready", change, before).phase())
                .as("that it has failed is why it turns back, and no failure of the way back")
                .isEqualTo(InstallationPhase.Updating);
        InstallationStatus back = report("api Ready -> db\ndb Ready", change, before);
        assertThat(back.phase()).isEqualTo(InstallationPhase.RolledBack);
        assertThat(back.refused()).isEqualTo(refused);
        assertThat(condition(back).getStatus()).isEqualTo("False");
        assertThat(condition(back).getReason()).isEqualTo("RolledBack");
        assertThat(condition(back).getMessage())
                .isEqualTo(
                        "entry 5 of `kubectl mpaas history` failed (api: no such image) and was taken back: entry 4 runs."
                                + " Correct the spec, or try it again with `kubectl mpaas retry`; 2/2 components Ready");
        InstallationStatus onTheWay = report("api Updating -> db\ndb Ready", change, back);
        assertThat(onTheWay.phase()).isEqualTo(InstallationPhase.Updating);
        assertThat(condition(onTheWay).getReason()).isEqualTo("RollingBack");
        assertThat(report("api Failed -> db\ndb Ready", change, onTheWay).phase())
                .isEqualTo(InstallationPhase.Held);
        assertThat(Conditions.verdict(onTheWay.conditions(), Conditions.Type.RolledBack))
                .isEqualTo(Verdict.False);
        assertThat(report("api Ready -> db\ndb Ready", ChangeFacts.NONE, back).conditions())
                .noneMatch(condition -> "RolledBack".equals(condition.getType()));
    }

    @Test
    void theEntryAtWhichAllWasReadyIsRememberedUntilThereIsAnother() {
        ChangeFacts fourth = new ChangeFacts(Optional.of(4L), Optional.empty(), Optional.empty(), false);
        ChangeFacts fifth = new ChangeFacts(Optional.of(5L), Optional.empty(), Optional.empty(), false);
        ChangeFacts stays = new ChangeFacts(Optional.of(5L), Optional.empty(), Optional.empty(), true);

        InstallationStatus ready = report("api Ready -> db\ndb Ready", fourth, InstallationStatus.EMPTY);
        assertThat(ready.lastReadyEntry()).isEqualTo(4);
        assertThat(report("api Failed -> db\ndb Ready", fifth, ready).lastReadyEntry())
                .isEqualTo(4);
        InstallationStatus surplus = report("api Ready -> db\ndb Ready", stays, ready);
        assertThat(surplus.lastReadyEntry())
                .as("something is still to be removed")
                .isEqualTo(4);
        assertThat(surplus.phase()).isEqualTo(InstallationPhase.Updating);
        assertThat(report("api Ready -> db\ndb Ready", fifth, ready).lastReadyEntry())
                .isEqualTo(5);
    }

    @Test
    void whyAFailedChangeStaysIsSaid() {
        ChangeFacts none = new ChangeFacts(
                Optional.of(5L),
                Optional.empty(),
                Optional.of(new ChangeFacts.NoWayBack(Reason.PointOfNoReturn, "it is not taken back, because …")),
                false);

        Condition ready = condition(report("api Failed -> db\ndb Ready", none, InstallationStatus.EMPTY));
        assertThat(ready.getReason()).isEqualTo("PointOfNoReturn");
        assertThat(ready.getMessage()).endsWith("; it is not taken back, because …");
    }

    @Test
    void aSiteThatIsOutExplainsItAll() {
        SitesFacts out = new SitesFacts(
                NODES,
                Optional.empty(),
                List.of(new SiteReference("far", SiteState.Out, "flooded")),
                true,
                Optional.empty());
        InstallationStatus status = report(out, InstallationStatus.EMPTY);

        Condition sites =
                Conditions.find(status.conditions(), Conditions.Type.SitesReady).orElseThrow();
        assertThat(sites.getStatus()).isEqualTo("False");
        assertThat(sites.getReason()).isEqualTo("SiteOut");
        assertThat(sites.getMessage())
                .isEqualTo("Site far is Out (flooded): nothing is done there, and it counts for nothing");
        assertThat(condition(status).getMessage()).startsWith(sites.getMessage());
    }

    @Test
    void oneSiteOfSeveralThatIsOutIsSaidAndTheRestIsReady() {
        InstallationStatus status = report(rooms("room-b", Optional.empty()), InstallationStatus.EMPTY);

        assertThat(condition(status).getStatus()).isEqualTo("True");
        assertThat(said(status, Conditions.Type.SitesReady))
                .startsWith("False SiteOut Site room-b is Out: nothing is done");
        assertThat(said(status, Conditions.Type.AutoFailover))
                .isEqualTo("False SiteOut while Site room-b is Out, the loss of hz/a takes the majority of db; the"
                        + " operator runs in Site witness");
    }

    @Test
    void autoFailoverIsKnownWhileEverySiteIs() {
        assertThat(said(report(rooms("", Optional.empty()), InstallationStatus.EMPTY), Conditions.Type.AutoFailover))
                .isEqualTo(
                        "True EveryLossSurvived after the loss of any one of hz/a, hz/b, hz/c everything goes on; the"
                                + " operator runs in Site witness");
        assertThat(said(
                        report(rooms("", Optional.of("Site room-a is Unknown")), InstallationStatus.EMPTY),
                        Conditions.Type.AutoFailover))
                .isEqualTo(
                        "Unknown SiteUnknown Site room-a is Unknown; whether another loss is survived is not known until"
                                + " then; the operator runs in Site witness");
        assertThat(Conditions.find(
                        report(Optional.empty(), InstallationFacts.Wishes.NONE, InstallationStatus.EMPTY)
                                .conditions(),
                        Conditions.Type.AutoFailover))
                .isEmpty();
    }

    private static SitesFacts rooms(String out, Optional<String> away) {
        List<SiteReference> named = Stream.of("room-a", "room-b", "witness")
                .map(site -> new SiteReference(site, site.equals(out) ? SiteState.Out : null, null))
                .toList();
        Rooms rooms = Rooms.of(named, site -> Optional.of(site(site)));
        Wish votes = new Wish(Wish.Kind.Votes, 3, true, Map.of());
        return new SitesFacts(
                NODES,
                away,
                named.stream().filter(site -> site.state() == SiteState.Out).toList(),
                false,
                Optional.of(Placing.plan(
                        rooms,
                        Tier.SameCityActiveActive,
                        new TreeMap<>(Map.of("db", votes)),
                        ((DependencyGraph.Result.Acyclic) DependencyGraph.of(Map.of("db", "db"), List.of(), Map.of()))
                                .graph())));
    }

    private static Site site(String name) {
        boolean witness = name.equals("witness");
        Site site = new Site();
        site.setMetadata(new ObjectMetaBuilder().withName(name).build());
        ObjectNode spec = Json.object().put("city", "hz").put("room", witness ? "c" : name.substring(5));
        ObjectNode kubernetes = spec.put("witness", witness).putObject("kubernetes");
        if (witness) {
            kubernetes.put("inCluster", true);
        } else {
            kubernetes.putObject("kubeconfigSecret").put("name", name);
        }
        site.setSpec(Json.as(spec, SiteSpec.class));
        return site;
    }

    private static String said(InstallationStatus status, Conditions.Type type) {
        Condition condition = Conditions.find(status.conditions(), type).orElseThrow();
        return condition.getStatus() + " " + condition.getReason() + " " + condition.getMessage();
    }

    private static InstallationFacts.Wishes paused(String... waiting) {
        return new InstallationFacts.Wishes(
                false, false, Optional.empty(), Optional.empty(), Optional.of(new TreeSet<>(List.of(waiting))));
    }

    private static String paused(InstallationStatus status) {
        return Conditions.find(status.conditions(), Conditions.Type.Paused)
                .orElseThrow()
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "Ready,    Ready,    True,    True,    Ready",
        "Ready,    Unknown,  Unknown, Unknown, Unknown",
        "Degraded, Unknown,  False,   False,   Updating",
        "Degraded, Ready,    False,   False,   Updating"
    })
    void theWholeIsAsMuchAsIsKnown(String api, String db, Verdict available, Verdict ready, InstallationPhase phase) {
        InstallationStatus before = report(Optional.empty(), InstallationFacts.Wishes.NONE, InstallationStatus.EMPTY);

        InstallationStatus status =
                report("api " + api + " -> db\ndb " + db, Optional.empty(), InstallationFacts.Wishes.NONE, before);

        assertThat(Conditions.verdict(status.conditions(), Conditions.Type.Available))
                .isEqualTo(available);
        assertThat(Conditions.verdict(status.conditions(), Conditions.Type.Ready))
                .isEqualTo(ready);
        assertThat(status.phase()).isEqualTo(phase);
    }

    private static InstallationStatus report(
            Optional<String> obstacle, InstallationFacts.Wishes wishes, InstallationStatus before) {
        return report("api Ready -> db\ndb Ready", obstacle, wishes, before);
    }

    private static InstallationStatus report(String table, ChangeFacts change, InstallationStatus before) {
        return report(table, change, Optional.empty(), InstallationFacts.Wishes.NONE, before);
    }

    private static InstallationStatus report(
            String table, Optional<String> obstacle, InstallationFacts.Wishes wishes, InstallationStatus before) {
        return report(table, ChangeFacts.NONE, obstacle, wishes, before);
    }

    private static InstallationStatus report(
            String table,
            ChangeFacts change,
            Optional<String> obstacle,
            InstallationFacts.Wishes wishes,
            InstallationStatus before) {
        return report(table, change, obstacle, wishes, OWN, before);
    }

    private static InstallationStatus report(SitesFacts sites, InstallationStatus before) {
        return report(
                "api Ready -> db\ndb Ready",
                ChangeFacts.NONE,
                Optional.empty(),
                InstallationFacts.Wishes.NONE,
                sites,
                before);
    }

    private static InstallationStatus report(
            String table,
            ChangeFacts change,
            Optional<String> obstacle,
            InstallationFacts.Wishes wishes,
            SitesFacts sites,
            InstallationStatus before) {
        return InstallationReport.of(
                new InstallationFacts(
                        1,
                        wishes,
                        change,
                        Optional.empty(),
                        obstacle,
                        List.of(),
                        2,
                        Optional.of("1.0"),
                        Optional.empty(),
                        Recorded.of(table),
                        List.of(),
                        sites),
                before,
                Given.NOON);
    }

    private static Condition condition(InstallationStatus status) {
        return Conditions.find(status.conditions(), Conditions.Type.Ready).orElseThrow();
    }
}
