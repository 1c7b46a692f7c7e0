package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.audit.Write;
import io.mpaas.observer.inventory.Inventory;
import io.mpaas.observer.inventory.Likeness;
import io.mpaas.planning.value.Conditions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the operator of the previous build made is taken over by this one, and back, and again: nothing of it changes. When this
 * fails without a hash, a label, a name or a rendering having been changed on purpose, an upgrade would have replaced pods or run
 * migrations at every site.
 */
@Alone
class PreviousBuildE2E {
    /**
     * What this build may change of objects that the previous one made, or make beside them: whole lines of
     * {@link Inventory#changesTo}, as regular expressions. Each with the reason why no pod and no Job notices.
     */
    private static final List<Pattern> MAY_CHANGE = Stream.of(
                    "ConfigMap release-[0-9a-f]{64} is new", // the copy of the accepted Release; no pod refers to it
                    "ControllerRevision every-accepted-1 is new", // the first entry of the history
                    // who gets a free slot first; sets that start in turn are counted with all their pods
                    "Component (cache|files)/(spec/priority: [0-9]+ → [0-9]+|metadata/generation: .*)",
                    // what a drain may take; no pod is changed
                    "PodDisruptionBudget .*/(spec/unhealthyPodEvictionPolicy: nothing → (AlwaysAllow|IfHealthyBudget)|metadata/generation: .*)",
                    // who the installation is, with the value that its objects carry already
                    "Installation every/metadata/annotations/mpaas.io/installation-id: nothing → .*")
            .map(Pattern::compile)
            .toList();

    /** Writes that go with them, such as {@code patch installations every}. */
    private static final List<Pattern> MAY_WRITE = Stream.of(
                    "patch installations every",
                    "update components (cache|files)",
                    "patch poddisruptionbudgets .*",
                    "create configmaps release-[0-9a-f]{64}",
                    "create controllerrevisions every-accepted-1")
            .map(Pattern::compile)
            .toList();

    /** As {@link Likeness} tells it. */
    private static final String DIGEST = "\\(digest of (ConfigMap|Secret)/[a-z-]+\\)";

    /**
     * What this build makes otherwise where nothing was before: whole lines of the same kind, between an installation of the
     * previous build and one of this, as {@link Likeness} tells them.
     */
    private static final List<Pattern> MAY_BE_MADE_OTHERWISE = Stream.of(
                    "Component (cache|files)/spec/priority: [0-9]+ → [0-9]+",
                    // digests name another version of the hash, and pods refer to kept copies of the customer's data
                    "Component api/spec/content/data/(ConfigMap|Secret)/[a-z-]+: 1-[0-9a-f]{12} → " + DIGEST,
                    "(ConfigMap|Secret) api-" + DIGEST + " is new",
                    "(ControllerRevision|Deployment) api\\b.*/(name|secretName): [a-z-]+ → api-" + DIGEST,
                    // what a drain may take, and who replaces the members of a voting set
                    "PodDisruptionBudget .*/(spec/unhealthyPodEvictionPolicy: nothing → (AlwaysAllow|IfHealthyBudget)|metadata/generation: .*)",
                    "StatefulSet .*/spec/updateStrategy/.*",
                    // what a site says of every pod holds for pods of Manifests as well
                    "(?s)[A-Za-z]+ polic(ies|y-server).*/(imagePullSecrets|tolerations)/0/(name|key|operator): nothing → .*",
                    // for which accounts passwords were made up
                    "Secret [a-z]+-credentials/metadata/annotations/mpaas.io/accounts: nothing → [a-z,]+",
                    // what is kept of an accepted spec, and who the installation is
                    "ConfigMap release-[0-9a-f]{64} is new",
                    "ControllerRevision every-accepted-1 is new",
                    "Secret mpaas-digest-key is new",
                    "Installation every/metadata/annotations/mpaas.io/(installation-id|not-understood): nothing → .*")
            .map(Pattern::compile)
            .toList();

    /** Of every one of these the previous build has made something, or has had it made. */
    private static final List<String> KINDS = List.of(
            "Component",
            "ConfigMap",
            "ControllerRevision",
            "DaemonSet",
            "Deployment",
            "Installation",
            "Job",
            "NetworkPolicy",
            "PersistentVolumeClaim",
            "Pod",
            "PodDisruptionBudget",
            "ReplicaSet",
            "Secret",
            "Service",
            "StatefulSet");

    private static final String PREVIOUS = "alice";
    private static final String PRESENT = Stage.OPERATOR;
    private static final List<String> BOTH = List.of(PREVIOUS, PRESENT);
    private static final String CHANGED = "web";
    private static final Duration JUDGING = Duration.ofSeconds(6);
    private static final String[] ELECTION = {
        "mpaas.leader-election.enabled=true",
        "mpaas.leader-election.namespace=default",
        "mpaas.leader-election.lease-duration=8s",
        "mpaas.leader-election.renew-deadline=5s",
        "mpaas.leader-election.retry-period=1s",
        "mpaas.webhook.enabled=false"
    };

    private static LocalCluster cluster;
    private static PreviousBuild previous;

    @BeforeAll
    static void thePreviousBuildIsInstalled() {
        previous = PreviousBuild.ready();
        cluster = LocalCluster.start(Options.DEFAULT.withName("previous"));
        previous.install(cluster.client(), BOTH);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void nothingChangesWhenThisBuildTakesOverFromThePreviousOneAndBackAndAgain() {
        Stage first = Stage.on(cluster, "rolled");
        Stage second = Stage.on(cluster, "restarted");
        Inventory ofFirst;
        Instant since;
        try (OperatorProcess old = startPrevious()) {
            ofFirst = installed(first);
            since = Instant.now();

            upgrade();
            // As a rolling upgrade of two replicas: the new one stands by before the old one ends.
            try (OperatorProcess standby = startPresent().awaitLog("standing by: ")) {
                end(old);
                standby.awaitRunning();
                assertNothingChanged("rolling upgrade", first, ofFirst, since);
                end(standby);
            }
        }
        Inventory ofSecond;
        Instant sinceSecond;
        previous.install(cluster.client(), BOTH);
        try (OperatorProcess old = startPrevious().awaitRunning()) {
            ofSecond = installed(second);
            sinceSecond = Instant.now();
            assertNothingChanged("downgrade", first, ofFirst, since);
            end(old);
        }
        upgrade();
        Stage third = Stage.on(cluster, "fresh");
        Inventory ofThird;
        try (OperatorProcess present = startPresent().awaitRunning()) {
            assertNothingChanged("upgrade by a restart", second, ofSecond, sinceSecond);
            assertNothingChanged("upgrade after a downgrade", first, ofFirst, since);

            ofThird = installed(third);
            List<String> otherwise =
                    Likeness.of(ofSecond, second.namespace()).changesTo(Likeness.of(ofThird, third.namespace()));
            assertThat(unexpected(otherwise, MAY_BE_MADE_OTHERWISE))
                    .as("made otherwise by this build")
                    .isEmpty();
            assertOnlyWhatIsChangedChanges(second, ofSecond);
            assertThat(present.alive()).isTrue();
            end(present);
        }
        assertThatThePreviousBuildLeavesWhatItDoesNotKnow(third, ofThird);
    }

    /** What has content hashes that the previous build does not know it refuses in a sentence, and touches nothing of it. */
    private static void assertThatThePreviousBuildLeavesWhatItDoesNotKnow(Stage stage, Inventory before) {
        Instant since = Instant.now();
        try (OperatorProcess old = startPrevious().awaitRunning()) {
            stage.edit(
                    stage.installationNamed("every"),
                    installation -> Settings.withConfig(installation, CHANGED, "LEVEL", "debug"));
            Stage.awaitAsserted(
                    "it says so",
                    () -> assertThat(accepted(stage))
                            .contains(
                                    "has content hashes of version 2, which this operator does not know: upgrade it"));
            List<Pattern> edited = List.of(Pattern.compile("Installation every/(spec|metadata)/.*"));
            Awaitility.await("time to judge everything").pollDelay(JUDGING).until(() -> true);
            assertThat(unexpected(changes(before, stage), edited))
                    .as("changed by the downgrade")
                    .isEmpty();
            assertThat(AuditLog.read(cluster.auditLog())
                            .in(stage.namespace())
                            .since(since)
                            .by(PREVIOUS)
                            .withoutNoise()
                            .writes())
                    .allMatch(write -> write.subresource().equals("status"));
            end(old);
        }
        try (OperatorProcess present = startPresent().awaitRunning()) {
            stage.awaitReady("every");
            Pattern own = Pattern.compile(
                    "(Installation every/|\\w+ " + CHANGED + "\\b|ControllerRevision every-accepted-).*");
            assertThat(unexpected(changes(before, stage), List.of(own))).isEmpty();
            end(present);
        }
    }

    private static String accepted(Stage stage) {
        return Conditions.find(stage.status("every").conditions(), Conditions.Type.Accepted)
                .map(condition -> condition.getMessage())
                .orElse("");
    }

    private static void upgrade() {
        BOTH.forEach(user -> Product.install(cluster.client(), user));
    }

    /** Otherwise all of the above would hold for an operator that does nothing. */
    private static void assertOnlyWhatIsChangedChanges(Stage stage, Inventory before) {
        stage.edit(
                stage.installationNamed("every"),
                installation -> Settings.withConfig(installation, CHANGED, "LEVEL", "debug"));
        stage.awaitReady("every");
        Pattern own = Pattern.compile("(Installation every/|\\w+ " + CHANGED
                + "\\b|ConfigMap release-|ControllerRevision every-accepted-).*");
        List<String> changes = changes(before, stage);
        assertThat(changes).anyMatch(line -> line.startsWith("Pod " + CHANGED) && line.endsWith(" is new"));
        assertThat(unexpected(unexpected(changes, List.of(own)), MAY_CHANGE)).isEmpty();
    }

    private static Inventory installed(Stage stage) {
        stage.inNewNamespace();
        Stream.of(MortalOperator.text("every-kind.yaml").split("(?m)^---$", -1))
                .map(text -> text.replace("THIS_NAMESPACE", stage.namespace()).replace("THIS_PORT", port()))
                .map(text -> Serialization.unmarshal(text, GenericKubernetesResource.class))
                .forEach(object -> apply(stage, object));
        stage.awaitReady("every");
        Inventory inventory = Inventory.of(stage.client(), stage.namespace());
        assertThat(inventory.kinds()).containsAll(KINDS);
        return inventory;
    }

    /** Something of this machine that answers. */
    private static String port() {
        return String.valueOf(URI.create(cluster.server()).getPort());
    }

    private static void apply(Stage stage, GenericKubernetesResource object) {
        if (!object.getKind().equals("Release")) {
            object.getMetadata().setNamespace(stage.namespace());
        }
        stage.client().resource(object).serverSideApply();
    }

    private static void assertNothingChanged(String what, Stage stage, Inventory before, Instant since) {
        Awaitility.await("time to judge everything").pollDelay(JUDGING).until(() -> true);
        assertThat(unexpected(changes(before, stage), MAY_CHANGE))
                .as("changed by the " + what)
                .isEmpty();
        assertThat(unexpected(writes(stage, since), MAY_WRITE))
                .as("written since the " + what)
                .isEmpty();
    }

    private static List<String> changes(Inventory before, Stage stage) {
        return before.changesTo(Inventory.of(stage.client(), stage.namespace()));
    }

    /** Those of both operators, but for status: a verb, a kind, a name each. */
    private static List<String> writes(Stage stage, Instant since) {
        AuditLog all = AuditLog.read(cluster.auditLog())
                .in(stage.namespace())
                .since(since)
                .withoutNoise();
        return BOTH.stream()
                .flatMap(user -> all.by(user).writes().stream())
                .filter(write -> !write.subresource().equals("status"))
                .map(PreviousBuildE2E::words)
                .toList();
    }

    private static String words(Write write) {
        return write.verb() + " " + write.resource() + " " + write.name();
    }

    private static List<String> unexpected(List<String> lines, List<Pattern> expected) {
        return lines.stream()
                .filter(line -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(line).matches()))
                .toList();
    }

    private static OperatorProcess startPrevious() {
        return OperatorProcess.startBuild(previous.jar(), cluster.kubeconfig(PREVIOUS), cluster.directory(), ELECTION);
    }

    private static OperatorProcess startPresent() {
        return OperatorProcess.start(cluster.kubeconfig(PRESENT), cluster.directory(), ELECTION);
    }

    private static void end(OperatorProcess operator) {
        operator.terminate();
        Stage.await("it ends", () -> !operator.alive());
    }
}
