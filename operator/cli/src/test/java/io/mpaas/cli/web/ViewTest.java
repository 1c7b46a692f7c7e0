package io.mpaas.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.cli.console.Catalogue;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.status.Boards;
import io.mpaas.cli.why.Sign;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Say;
import io.mpaas.planning.whole.RootCauses;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ViewTest {
    @Test
    void saysWhatStatusAndWhySay() {
        Scene scene = Scene.sample().allReady().outage("redis");
        View view = scene.view();
        assertThat(view.causes()).extracting(Cause::name).containsExactly("redis");
        assertThat(view.causes().getFirst().victims())
                .containsExactlyElementsOf(
                        RootCauses.of(scene.components).ofOutage().getFirst().victims());
        var board = Boards.of(scene.installation, scene.components, Scene.BEGIN.plusSeconds(100));
        assertThat(view.head().ready()).isEqualTo(board.ready());
        assertThat(view.states().keySet())
                .containsExactlyInAnyOrderElementsOf(board.rows().stream()
                        .map(io.mpaas.cli.status.Row::component)
                        .toList());
        assertThat(state(view, "redis").say()).isNotNull().extracting(Say::id).isEqualTo("reason.PodsCannotRun");
    }

    @Test
    void theCriticalPathOfTheLastStartIsKnownDuringALoss() {
        Scene scene = Scene.sample().allReady();
        List<String> path = scene.view().head().path();
        assertThat(path).hasSizeGreaterThan(2);
        Head lost = scene.outage("redis").view().head();
        assertThat(lost.path()).as("nothing is to come").isEmpty();
        assertThat(lost.startPath()).isEqualTo(path);
        assertThat(Scene.sample().begin().view().head().startPath())
                .as("one goes on")
                .isNotEmpty();
    }

    @Test
    void aPatchHasWhatIsNewAndNothingElse() {
        Scene scene = Scene.sample().allReady();
        View before = scene.view();
        assertThat(Patch.between(before, scene.view(), 2).isEmpty()).isTrue();
        View after = scene.outage("scheduler").view();
        Patch patch = Patch.between(before, after, 2);
        assertThat(patch.states()).containsKey("scheduler").doesNotContainKeys("mysql", "redis");
        assertThat(patch.topology()).isNull();
        assertThat(patch.head()).isNotNull();
        assertThat(patch.causes()).isNotNull();
        scene.components.remove("scheduler");
        Patch removed = Patch.between(after, scene.view(), 3);
        assertThat(removed.gone()).containsExactly("scheduler");
        assertThat(removed.topology()).isNotNull();
    }

    @Test
    void theTopologyStaysTheSameWhateverHappens() {
        Scene scene = MadeUp.of(300, 0).allReady();
        String key = scene.view().topology().key();
        assertThat(scene.outage(scene.components.firstKey()).view().topology().key())
                .isEqualTo(key);
        scene.components.remove(scene.components.lastKey());
        assertThat(scene.view().topology().key()).isNotEqualTo(key);
    }

    @Test
    void aGraphThatIsBeingRewrittenIsShownWithoutWaves() {
        Scene scene = Scene.cycle();
        View view = scene.view();
        assertThat(view.topology().nodes()).extracting(Topology.Node::wave).containsExactly(0, 0);
        assertThat(view.topology().edges()).hasSize(2);
        assertThat(view.states()).hasSize(2);
    }

    @Test
    void theLargestReleaseIsLookedAtFourTimesASecond() {
        Scene scene = MadeUp.of(512, 0).allReady();
        scene.outage(scene.components.firstKey());
        scene.view();
        long begin = System.nanoTime();
        View view = scene.view();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Feed.PACE);
        assertThat(view.states()).hasSize(512);
    }

    @Test
    void whatOnlyIsOnItsWayIsNoOutage() {
        Scene scene = Scene.sample().allReady();
        scene.blocked("mysql");
        scene.starts("mysql", 5);
        Cause cause = scene.view().causes().getFirst();
        assertThat(cause.name()).isEqualTo("mysql");
        assertThat(cause.outage()).isFalse();
        assertThat(cause.victims()).isNotEmpty();
    }

    @Test
    void whatWasDownForAnotherFollowsWhenThatServesAgain() {
        Scene scene = Scene.sample().allReady().outage("mysql").serves("mysql");
        View view = scene.view();
        assertThat(view.causes()).extracting(Cause::outage).doesNotContain(true);
        assertThat(view.head().verdict().id()).isEqualTo("verdict.Degraded.mild");
        assertThat(say(view, "registry-meta")).isEqualTo("state.follows");
        assertThat(say(view, "registry-data")).isEqualTo("reason.RuntimeDependencyUnavailable");
    }

    @Test
    void whenAllComponentsAreReadyAgainNothingIsSaidToBeWrong() {
        Scene scene = Scene.sample().allReady().outage("scheduler");
        assertThat(scene.view().head().verdict().id()).isEqualTo("verdict.Degraded");
        scene.set("scheduler", "Degraded", "Updating", "", List.of(), Map.of());
        assertThat(say(scene.view(), "scheduler")).isEqualTo("state.changing");
        scene.components.keySet().forEach(scene::serves);
        assertThat(scene.view().head().verdict().id()).isEqualTo("verdict.Degraded.over");
    }

    @Test
    void waitsForNobodyWhoIsReadyAlready() {
        Scene scene = Scene.sample().begin().serves("mysql");
        View view = scene.view();
        assertThat(say(view, "registry-schema")).isEqualTo("state.next");
        assertThat(Objects.requireNonNull(state(view, "drm").say()).with()).containsEntry("names", "zookeeper");
        scene.set("iam", "Waiting", "WaitingForDependencies", "", List.of("iam"), Map.of());
        assertThat(say(scene.view(), "iam")).isEqualTo("state.turn");
    }

    @Test
    void whatHasBegunIsSeenToBeginBeforeTheInstallationSaysSo() {
        Scene scene = Scene.sample();
        assertThat(scene.view().head().verdict().id()).isEqualTo("verdict.Unknown");
        scene.begin();
        scene.installation.setStatus(null);
        assertThat(scene.view().head().verdict().id())
                .as("somebody looked, and all wait")
                .isEqualTo("verdict.Unknown.begun");
        scene.starts("mysql", 1);
        scene.installation.setStatus(null);
        assertThat(scene.view().head().verdict().id()).isEqualTo("verdict.Unknown.begun");
    }

    @Test
    void isReadySinceTheLossEndedNotSinceTheStartDid() {
        Scene scene = Scene.sample().allReady().outage("redis");
        assertThat(scene.view().head().readySince()).isNull();
        assertThat(scene.recovery("redis").view().head().readySince())
                .isEqualTo(Scene.BEGIN.plusSeconds(90).toString());
    }

    @Test
    void aFirstReplicaOfAStartIsNoUpdate() {
        Scene scene = Scene.sample().begin();
        scene.set("redis", "Starting", "Updating", "", List.of(), Map.of());
        assertThat(say(scene.view(), "redis")).isEqualTo("reason.Starting");
        scene.set("redis", "Starting", "PodsCannotRun", "", List.of(), Map.of());
        assertThat(say(scene.view(), "redis")).isEqualTo("state.cannotYet");
    }

    @Test
    void whatIsStoppedAsAskedForIsNeitherWrongNorOnItsWay() {
        View view = Scene.sample().allReady().stopped().view();
        assertThat(view.causes()).isEmpty();
        assertThat(view.head().verdict().id()).isEqualTo("verdict.Stopped");
        assertThat(view.head().notes()).as("said once").isEmpty();
        assertThat(say(view, "mysql")).isEqualTo("reason.Stopped");
        Scene again = Scene.sample().allReady();
        again.set("mysql", "Stopped", "Stopped", "", List.of(), Map.of());
        assertThat(say(again.view(), "mysql")).isEqualTo("state.asked");
    }

    @Test
    void saysWhereAComponentRunsAndWhatIsSaidOfItThere() {
        Scene scene = Scene.sample().allReady().outage("redis");
        assertThat(state(scene.view(), "redis").sites())
                .as("in the operator's own cluster")
                .isEmpty();
        View before = scene.view();
        View view = scene.elsewhere("redis", "room-b").view();
        assertThat(state(view, "redis").sites())
                .containsExactly(new Elsewhere("room-b", true, ComponentSite.Owed.Update, 1));
        assertThat(Json.line(Patch.between(before, view, 2)))
                .contains("\"site\":\"room-b\",\"out\":true,\"owes\":\"Update\",\"failing\":1");
        SiteView site = SiteView.of(Objects.requireNonNull(scene.components.get("redis")), SilentSite.named("room-b"));
        assertThat(site.conditions()).extracting(Detail.ConditionView::type).contains("PreflightPassed");
        assertThat(site.evidence()).extracting(Sign::text).contains("CrashLoopBackOff: exit code 1", "no quorum");
        SiteView unread =
                SiteView.unread(Objects.requireNonNull(scene.components.get("redis")), "room-b", Say.of("site.unread"));
        assertThat(unread.evidence()).as("the component itself says").isEqualTo(site.evidence());
    }

    @Test
    void everySentenceIsInBothLanguages() {
        Catalogue english = Catalogue.read("console", "en");
        Catalogue chinese = Catalogue.read("console", "zh");
        List<String> ids = new java.util.ArrayList<>();
        Arrays.stream(Reason.values()).map(reason -> "reason." + reason).forEach(ids::add);
        Arrays.stream(ComponentPhase.values()).map(phase -> "phase." + phase).forEach(ids::add);
        Arrays.stream(io.mpaas.api.v1alpha1.InstallationPhase.values())
                .flatMap(phase -> List.of("verdict." + phase, "installation." + phase).stream())
                .forEach(ids::add);
        Arrays.stream(SiteStage.values()).map(stage -> "stage." + stage).forEach(ids::add);
        Arrays.stream(ComponentSite.Owed.values()).map(owed -> "owed." + owed).forEach(ids::add);
        Arrays.stream(Wish.Kind.values()).map(kind -> "act.done." + kind.word()).forEach(ids::add);
        ids.addAll(List.of(
                "verdict.Deleted",
                "verdict.Unknown.begun",
                "verdict.Starting.failing",
                "verdict.Updating.failing",
                "verdict.Degraded.over",
                "verdict.Degraded.mild",
                "state.changing",
                "installation.Deleted",
                "note.deleting",
                "note.stopped",
                "note.held",
                "state.asked",
                "state.cannotYet",
                "state.follows",
                "state.next",
                "state.turn",
                "note.site",
                "site.absent",
                "site.unread",
                "note.noProducts",
                "act.permissionMissing",
                "act.permissionUnknown",
                "act.failed",
                "act.nothingToRestart",
                "act.reasonMissing",
                "error.noComponent",
                "error.tooManyPages",
                "link.lost",
                "cli.serving",
                "cli.ends"));
        assertThat(english.texts()).containsKeys(ids.toArray(String[]::new));
        assertThat(chinese.texts().keySet()).isEqualTo(english.texts().keySet());
        assertThat(chinese.text(Say.of("cli.serving").with("name", "mpaas"))).startsWith("mpaas 的控制台");
    }

    @Test
    void theLanguageIsThatOfTheEnvironment() {
        assertThat(Catalogue.of("console", Map.of("LANG", "zh_CN.UTF-8")).texts())
                .isEqualTo(Catalogue.read("console", "zh").texts());
        assertThat(Catalogue.of("console", Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C"))
                        .texts())
                .isEqualTo(Catalogue.read("console", "en").texts());
        assertThat(Catalogue.of("console", Map.of()).texts())
                .isEqualTo(Catalogue.read("console", "en").texts());
    }

    @Test
    void noByteOfWhatPodsAreMadeFromIsTold() throws Exception {
        Scene scene = Scene.sample().allReady();
        ObjectMapper json = new ObjectMapper();
        var component = Objects.requireNonNull(scene.components.get("mysql"));
        var spec = json.readTree(
                json.writeValueAsString(component.getSpec()).replace("registry.mpaas.example", "s3cr3t.example"));
        component.setSpec(json.treeToValue(spec, ComponentSpec.class));
        assertThat(Output.json(component.getSpec())).contains("s3cr3t");
        assertThat(Json.line(Patch.whole(scene.view(), 1)))
                .contains("\"mysql\"")
                .doesNotContain("s3cr3t", "containers");
    }

    private static String say(View view, String name) {
        return Objects.requireNonNull(state(view, name).say()).id();
    }

    private static State state(View view, String name) {
        return Objects.requireNonNull(view.states().get(name));
    }
}
