package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of the chart on one cluster, told in order: installed where Pod Security is enforced, upgraded, uninstalled. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Alone
class ChartE2E {
    private static LocalCluster cluster;

    @BeforeAll
    static void aClusterWhereTheNamespaceEnforcesPodSecurity() {
        cluster = LocalCluster.start(Options.DEFAULT.withName("chart"));
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(Helm.NAMESPACE)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    @Order(1)
    void twoOperatorsBecomeReadyInARestrictedNamespace() {
        Helm installed = Helm.chart(cluster, "install", "--wait", "--timeout", "2m");

        assertThat(installed.exitCode()).as(installed.text()).isZero();
        assertThat(pods()).hasSize(2).allMatch(Readiness::isPodReady);
        assertThat(definitions())
                .containsExactly(
                        "components.mpaas.io", "installations.mpaas.io", "releases.mpaas.io", "sites.mpaas.io");
        assertThat(cluster.client()
                        .policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace(Helm.NAMESPACE)
                        .withName("mpaas-operator")
                        .get())
                .isNotNull();
    }

    @ParameterizedTest
    @Order(2)
    @ValueSource(
            strings = {
                "replicas=1,webhook.enabled=false,log.json=true,metrics.dashboard.enabled=false",
                "image.repository=harbor.bank/mpaas/mpaas-operator,image.tag=1.2.3,image.pullSecrets={harbor,mirror}",
                "nodeSelector.pool=mpaas,tolerations[0].key=mpaas,tolerations[0].operator=Exists,priorityClassName=system-cluster-critical",
                "crds.install=false,roles.install=false,networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.team=watch",
                "policies.operators={system:serviceaccount:old:mpaas-operator}",
                "policies.enabled=false",
                "networkPolicy.webhookFrom[0].ipBlock.cidr=10.0.0.0/24,networkPolicy.egressTo[0].ipBlock.cidr=10.0.0.0/8",
                "networkPolicy.enabled=false,resources.limits.memory=1Gi,metrics.dashboard.labels.grafana=mpaas"
            })
    void anApiServerAcceptsWhatItRenders(String values) {
        Helm answer =
                Helm.chart(cluster, "template", "--skip-tests", "--set", values).dryRun(cluster);

        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.out()).contains("deployment.apps/mpaas-operator serverside-applied (server dry run)");
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource(
            delimiter = '|',
            value = {
                "replicsa=1 | replicsa",
                "replicas=9 | replicas",
                "image.digest=latest | image/digest",
                "webhook.enabled=perhaps | webhook/enabled"
            })
    void aWrongValueIsRefusedByItsName(String values, String name) {
        Helm answer = Helm.chart(cluster, "template", "--set", values);

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.err()).contains(name);
    }

    @Test
    @Order(3)
    void anUpgradeBringsDefinitionsBackToTheChartsAndReplacesThePods() {
        cluster.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("sites.mpaas.io")
                .edit(crd -> {
                    crd.getSpec().getNames().setShortNames(List.of("earlier"));
                    return crd;
                });
        SortedSet<String> before = names(pods());

        Helm upgraded = Helm.chart(
                cluster,
                "upgrade",
                "--set",
                "image.tag=next",
                "--server-side=true",
                "--force-conflicts",
                "--wait",
                "--timeout",
                "2m");

        assertThat(upgraded.exitCode()).as(upgraded.text()).isZero();
        assertThat(cluster.client()
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName("sites.mpaas.io")
                        .get()
                        .getSpec()
                        .getNames()
                        .getShortNames())
                .containsExactly("msite");
        Stage.await(
                "only new pods are left",
                () -> pods().size() == 2 && names(pods()).stream().noneMatch(before::contains));
        assertThat(pods())
                .allMatch(pod ->
                        pod.getSpec().getContainers().getFirst().getImage().equals("mpaas-operator:next"));
    }

    @Test
    @Order(4)
    void uninstallLeavesTheDefinitionsAndWhatIsOfThem() {
        cluster.client().resource(Product.release()).create();

        Helm gone = Helm.uninstall(cluster);

        assertThat(gone.exitCode()).as(gone.text()).isZero();
        Stage.await("its pods are gone", () -> pods().isEmpty());
        assertThat(definitions()).hasSize(4);
        assertThat(cluster.client().resources(Release.class).list().getItems()).hasSize(1);
        Helm again = Helm.chart(cluster, "install", "--wait", "--timeout", "2m");
        assertThat(again.exitCode()).as(again.text()).isZero();
    }

    private static List<Pod> pods() {
        return cluster.client()
                .pods()
                .inNamespace(Helm.NAMESPACE)
                .withLabel("app.kubernetes.io/name", "mpaas-operator")
                .list()
                .getItems();
    }

    private static SortedSet<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getName()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> definitions() {
        return cluster.client().apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .map(crd -> crd.getMetadata().getName())
                .filter(name -> name.endsWith(".mpaas.io"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
