package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.audit.Write;
import io.mpaas.planning.site.LeftBehind;
import io.mpaas.planning.value.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person says that a Site is Out: the operator goes on without it, and takes it back in order. */
@ExtendWith(ClusterExtension.class)
@Alone
class OutE2E {
    private static final List<String> ALL = List.of("api", "db", "schema", "web");

    private static FarCluster far;

    @BeforeAll
    static void aSecondCluster() {
        far = FarCluster.start("far");
    }

    @AfterAll
    static void end() {
        far.close();
    }

    @AfterEach
    void itAnswers() {
        far.cluster().resumeApiServer();
    }

    @Test
    void nothingIsDoneThereAndBackInItIsBroughtUpToDateInOrder(LocalCluster cluster, TestNamespace namespace) {
        FarProduct there = FarProduct.installed(cluster, namespace, far);
        SmallProduct product = there.product();
        product.stage().awaitReady("small");
        List<String> pods = there.identities();
        there.silent();

        assertThat(product.kubectlMpaas("site", "out", "there", "--reason", "flooded")
                        .out())
                .isEqualTo("Site there is Out for small: nothing is done there until `kubectl mpaas site in`\n");
        awaitOut(product);
        product.install(
                "{release: RELEASE, tier: SingleNode, components: {db: {config: {A: b}}, web: {config: {C: d}}},"
                        + " sites: [{name: there, state: Out, reason: flooded}]}");
        Stage.await("its debt is known", () -> owes(product, "web") == ComponentSite.Owed.Update);
        assertThat(owes(product, "db")).isEqualTo(ComponentSite.Owed.Update);
        assertThat(owes(product, "schema")).isNull();
        assertThat(product.says("db").replicas()).isNull();
        assertThat(product.kubectlMpaas("status").out()).contains("out            Site there is Out (flooded)");
        assertThat(product.kubectlMpaas("why").out()).contains("note: Site there is Out (flooded)", "SiteOut");

        far.cluster().resumeApiServer();
        Stage.await("the Site answers", () -> there.siteStatus().stage() == SiteStage.Reachable);
        Instant reachable = Instant.now();
        Stage.await("there was time", () -> Instant.now().isAfter(reachable.plusSeconds(12)));
        assertThat(there.writesThereSince(reachable)).isEmpty();
        assertThat(there.identities()).isEqualTo(pods);

        Instant in = Instant.now();
        assertThat(product.kubectlMpaas("site", "in", "there", "--reason", "dry again")
                        .exitCode())
                .isZero();
        product.stage().awaitReady("small");
        assertThat(product.stage()
                        .installationNamed("small")
                        .getSpec()
                        .sites()
                        .getFirst()
                        .reason())
                .isEqualTo("dry again");
        assertThat(product.says("web").sites()).isEmpty();
        List<Write> writes = there.writesThereSince(in);
        assertThat(first(writes, "statefulsets", "db")).isBefore(first(writes, "deployments", "web"));
        assertThat(made(there.pod("web"))).isAfterOrEqualTo(ready(there.pod("db")));
        end(product);
    }

    @Test
    void stopAndColdRestartGoOnWithoutIt(LocalCluster cluster, TestNamespace namespace) {
        FarProduct there = FarProduct.installed(cluster, namespace, far);
        SmallProduct product = there.product();
        product.stage().awaitReady("small");
        List<String> pods = there.identities();
        there.silent();
        product.kubectlMpaas("site", "out", "there", "--reason", "flooded");
        awaitOut(product);

        assertThat(product.kubectlMpaas("restart", "--cold", "--yes").exitCode())
                .isZero();
        Stage.await(
                "all was stopped once", () -> product.stage().status("small").coldRestart() != null);
        product.stage().state("small", RunState.Stopped);
        Stage.await("its debt is known", () -> owes(product, "api") == ComponentSite.Owed.Stop);
        product.stage()
                .awaitInstallation("small", "Stopped", it -> Stage.status(it).phase() == InstallationPhase.Stopped);
        far.cluster().resumeApiServer();
        Stage.await("the Site answers", () -> there.siteStatus().stage() == SiteStage.Reachable);
        assertThat(there.identities()).isEqualTo(pods);

        Instant in = Instant.now();
        product.kubectlMpaas("site", "in", "there", "--reason", "dry again");
        Stage.await(
                "what ran there has stopped, too",
                () -> there.there(Pod.class).stream()
                        .noneMatch(pod ->
                                !"schema".equals(pod.getMetadata().getLabels().get("mpaas.io/component"))));
        product.stage().awaitPhase("db", ComponentPhase.Stopped);
        List<Write> writes = there.writesThereSince(in);
        assertThat(first(writes, "deployments", "web")).isBefore(first(writes, "deployments", "api"));
        assertThat(first(writes, "deployments", "api")).isBefore(first(writes, "statefulsets", "db"));
        product.stage().state("small", RunState.Running);
        product.stage().awaitReady("small");
        end(product);
    }

    @Test
    void deletionGoesOnWithoutItAndListsWhatIsLeft(LocalCluster cluster, TestNamespace namespace) {
        FarProduct there = FarProduct.installed(cluster, namespace, far);
        SmallProduct product = there.product();
        product.stage().awaitReady("small");
        String id = product.get(Installation.class, "small").getMetadata().getUid();
        List<String> pods = there.identities();
        KubectlMpaas early = product.kubectlMpaas("site", "forget", "there", "--yes");
        assertThat(early.exitCode()).isEqualTo(1);
        assertThat(early.out()).contains("  Secret db-credentials: the generated passwords of root, app");
        assertThat(early.err()).contains("Site there is used by small: say that it is Out");
        there.silent();
        product.delete(Installation.class, "small");
        Stage.awaitAsserted(
                "it waits for its Site",
                () -> assertThat(product.stage().status("small").conditions())
                        .anyMatch(condition ->
                                condition.getMessage().contains("nothing is stopped until it can be reached")));

        assertThat(product.kubectlMpaas("site", "out", "there", "--reason", "burnt down")
                        .err())
                .isEmpty();
        product.stage().awaitNoComponents();
        Stage.await("the Installation is gone", () -> !product.stage().exists("small"));
        ConfigMap list = product.get(ConfigMap.class, LeftBehind.NAME);
        LeftBehind left = LeftBehind.in(list).getFirst();
        assertThat(list.getData()).containsOnlyKeys("there." + id);
        assertThat(left.objects())
                .contains(
                        "Deployment api",
                        "Deployment web",
                        "PersistentVolumeClaim data-db-0",
                        "Secret db-credentials",
                        "Service db",
                        "StatefulSet db");
        assertThat(left.credentials()).containsExactly("Secret db-credentials: the generated passwords of root, app");
        assertThat(left.reason()).isEqualTo("burnt down");
        assertThat(product.stage().all(Secret.class))
                .as("passwords stay with the data that knows them")
                .anyMatch(secret -> secret.getMetadata().getName().equals("db-credentials"));

        Stage.await("the Site is free", () -> there.siteStatus().usedBy().isEmpty());
        KubectlMpaas forgotten = product.kubectlMpaas("site", "forget", "there", "--yes");
        assertThat(forgotten.out())
                .contains(
                        "Its cluster still knows; change them wherever else they are valid:",
                        "  Secret db-credentials: the generated passwords of root, app",
                        "Left there by Installation small: ",
                        "Site there is forgotten");
        Stage.await("the Site is gone", () -> product.find(Site.class, "there") == null);

        far.cluster().resumeApiServer();
        Instant back = Instant.now();
        there.site();
        Stage.awaitAsserted(
                "the Site that comes back says so",
                () -> assertThat(there.siteStatus().conditions())
                        .anyMatch(condition ->
                                condition.getMessage().contains("left behind by Installation small (ID " + id)));
        assertThat(there.writesThereSince(back)).isEmpty();
        assertThat(there.identities()).isEqualTo(pods);
        assertThat(there.there(StatefulSet.class)).hasSize(1);
        assertThat(there.there(Service.class)).isNotEmpty();
        product.delete(Site.class, "there");
    }

    @Test
    void aNamespaceThatIsDeletedWhileItIsOutGoes(LocalCluster cluster, TestNamespace namespace) {
        FarProduct there = FarProduct.installed(cluster, namespace, far);
        SmallProduct product = there.product();
        product.stage().awaitReady("small");
        there.silent();
        product.kubectlMpaas("site", "out", "there", "--reason", "flooded");
        awaitOut(product);

        cluster.client().namespaces().withName(namespace.name()).delete();

        Stage.await(
                "the namespace is gone",
                () -> cluster.client().namespaces().withName(namespace.name()).get() == null);
    }

    @Test
    void whatBeginsOutIsMadeOnceItsClusterIsInAndFit(LocalCluster cluster, TestNamespace namespace) {
        FarProduct there = FarProduct.sited(cluster, namespace, far);
        SmallProduct product = there.product();
        product.delete(Site.class, "there");
        Stage.await("nobody knows of the Site", () -> product.find(Site.class, "there") == null);
        ResourceQuota quota = new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("small")
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity("2"))
                .endSpec()
                .build();
        far.client().resource(quota).create();
        Instant begin = Instant.now();
        product.install("{release: RELEASE, tier: SingleNode, sites: [{name: there, state: Out, reason: flooded}]}");
        String words = "Site there is Out (flooded): nothing is made before it is In and its checks have passed";
        awaitSaid(product, words);
        assertThat(product.kubectlMpaas("status").out()).contains(words);
        assertThat(product.kubectlMpaas("why").out()).contains(words);
        assertThat(product.stage().components()).isEmpty();
        there.site();
        Stage.await("the Site answers", () -> there.siteStatus().stage() == SiteStage.Reachable);
        assertThat(product.stage().components()).isEmpty();

        product.kubectlMpaas("site", "in", "there", "--reason", "dry again");
        awaitSaid(product, "waits for Site there: check quota failed: ");
        assertThat(product.stage().components()).isEmpty();
        assertThat(there.writesThereSince(begin)).isEmpty();
        far.client().resource(quota).delete();
        product.stage().awaitReady("small");
        end(product);
    }

    @Test
    void onlyAnotherClusterCanBeOut(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(FarProduct.RELEASE);
        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: here}
                spec: {kubernetes: {inCluster: true}}
                """);
        assertThatThrownBy(() ->
                        product.install("{release: RELEASE, tier: SingleNode, sites: [{name: here, state: Away}]}"))
                .hasMessageContaining("sites");

        product.install("{release: RELEASE, tier: SingleNode, sites: [{name: here, state: Out}]}");

        assertThat(product.awaitAccepted("small", "False", "Rejected").getMessage())
                .contains(
                        "Site here is the operator's own cluster, which cannot be Out: stop the Installation instead");
        product.delete(Installation.class, "small");
        product.stage().awaitNoComponents();
    }

    private static void end(SmallProduct product) {
        product.delete(Installation.class, "small");
        product.stage().awaitNoComponents();
    }

    private static void awaitSaid(SmallProduct product, String words) {
        Stage.awaitAsserted(
                "it is said why nothing is made",
                () -> assertThat(Conditions.find(product.stage().status("small").conditions(), Conditions.Type.Ready))
                        .hasValueSatisfying(
                                said -> assertThat(said.getMessage()).contains(words)));
    }

    private static void awaitOut(SmallProduct product) {
        Stage.awaitAsserted(
                "every component says that its Site is Out",
                () -> assertThat(ALL)
                        .allSatisfy(name -> assertThat(product.says(name).message())
                                .startsWith("Site there is Out (flooded): nothing is done there")));
    }

    private static ComponentSite.@Nullable Owed owes(SmallProduct product, String component) {
        Map<String, ComponentSite> sites = product.says(component).sites();
        return sites.containsKey("there") ? sites.get("there").owes() : null;
    }

    private static Instant first(List<Write> writes, String resource, String name) {
        return writes.stream()
                .filter(write ->
                        write.resource().equals(resource) && write.name().equals(name))
                .map(Write::at)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no write of " + resource + " " + name + ": " + writes));
    }

    private static Instant made(Pod pod) {
        return Instant.parse(pod.getMetadata().getCreationTimestamp());
    }

    private static Instant ready(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                .findFirst()
                .orElseThrow();
    }
}
