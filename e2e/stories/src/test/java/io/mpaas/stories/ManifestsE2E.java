package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Observer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A component may be any Kubernetes objects: applied by the rights of a service account, in order like all else. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ManifestsE2E {
    private static final Duration PROMPTLY = Duration.ofSeconds(8);

    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.RELEASE.example.io}
            spec:
              group: RELEASE.example.io
              scope: Namespaced
              names: {kind: Widget, plural: widgets}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """;
    private static final String WIDGET =
            "{apiVersion: RELEASE.example.io/v1, kind: Widget, metadata: {name: a}, spec: {colour: red}}";
    private static final String COLOURS =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: colours}, data: {red: f00, of: $(MPAAS_NAMESPACE)}}";
    private static final String GUARD = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: guard}
            spec:
              selector: {matchLabels: {app: guard}}
              template:
                metadata: {labels: {app: guard}, annotations: {mpaas.io/simulated-start-seconds: "2"}}
                spec: POD
            """;
    private static final String SPEC = "{release: RELEASE, tier: SingleNode, serviceAccountName: deployer}";

    private static String paint(String... objects) {
        StringBuilder yaml = new StringBuilder("""
                db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {paint: [startup, runtime]}, pod: POD}
                paint:
                  type: Manifests
                  dependsOn: {db: [startup]}
                  manifests:
                """);
        for (String object : objects) {
            yaml.append("    - ").append(object.strip().indent(6).strip()).append('\n');
        }
        return yaml.toString();
    }

    @Test
    void objectsOfAnyKindAreAppliedInOrderKeptAndDeletedInOrder(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(paint(COLOURS, WIDGET, GUARD, DEFINITION));
        Stage stage = product.stage();
        mayDoAll(product);
        try (Observer observer = Observer.open(cluster.client("observer"), namespace.name())) {
            product.install(SPEC);
            stage.awaitReady("small");
            assertThat(observer.observation().violations()).isEmpty();
            assertThat(product.says("paint").ready()).isEqualTo("4/4");
            assertThat(product.get(ConfigMap.class, "colours").getData()).containsEntry("of", namespace.name());

            ready(widget(product), "False", "the paint is wet");
            stage.awaitPhase("paint", ComponentPhase.Degraded);
            product.awaitSays("paint", "Widget a is InProgress: the paint is wet");
            stage.awaitPhase("web", ComponentPhase.Degraded);
            KubectlMpaas why = KubectlMpaas.call(cluster, namespace.name(), "why");
            assertThat(why.out()).as(why.text()).contains("paint", "the paint is wet");
            ready(widget(product), "True", "dry");
            stage.awaitReady("small");

            Graph graph = observer.graph();
            product.delete(Installation.class, "small");
            stage.awaitNoComponents();
            assertThat(observer.deletion(graph).violations()).isEmpty();
        }
        assertThat(product.find(ConfigMap.class, "colours")).isNull();
        assertThat(product.find(Deployment.class, "guard")).isNull();
        assertThat(widget(product).get()).isNull();
        assertThat(definition(product)).as("definitions stay").isNotNull();

        product.install("again", SPEC);
        stage.awaitReady("again");
        assertThat(definition(product).getMetadata().getLabels())
                .as("what a gone installation left behind is taken over")
                .containsEntry("mpaas.io/installation-uid", product.uid(Installation.class, "again"));
    }

    /** B19. */
    @Test
    void anObjectThatSaysNothingOfItselfIsWaitedForByReadyWhen(LocalCluster cluster, TestNamespace namespace) {
        String paint = paint(WIDGET, DEFINITION)
                .replace(
                        "  manifests:",
                        "  readyWhen: ['objects[\"Widget/a\"].status.phase == \"Painted\"']\n  manifests:");
        SmallProduct product = SmallProduct.with(cluster, namespace).release(paint);
        mayDoAll(product);
        product.install(SPEC);

        product.awaitSays("paint", "Starting: readyWhen does not hold yet: objects[\"Widget/a\"].status.phase");
        assertThat(product.says("web").phase()).isEqualTo(ComponentPhase.Waiting);

        widget(product).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": {\"phase\": \"Painted\"}}");
        product.stage().awaitReady("small");
        widget(product).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": {\"phase\": \"Wet\"}}");
        product.stage().awaitPhase("paint", ComponentPhase.Degraded);
    }

    @Test
    void whatTheServiceAccountMayNotIsSaidAndDoneAsSoonAsItMay(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(paint(COLOURS, WIDGET, DEFINITION));
        product.apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: deployer}}");
        product.install(SPEC);

        product.awaitSays(
                "paint", "service account deployer may not list customresourcedefinitions.apiextensions.k8s.io");
        assertThat(product.says("paint").phase()).isEqualTo(ComponentPhase.Failed);
        assertThat(product.find(ConfigMap.class, "colours")).isNull();
        assertThat(product.says("web").phase()).isEqualTo(ComponentPhase.Waiting);

        may(product, "deployer", "[get, list, watch]");
        product.awaitSays("paint", "service account deployer may not create customresourcedefinitions", "bind a role");

        may(product, "deployer", "[get, list, watch, create, patch, delete]");
        product.stage().awaitReady("small");
    }

    @Test
    void aKindThatNobodyServesYetIsWaitedFor(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(paint(COLOURS, WIDGET));
        mayDoAll(product);
        product.install(SPEC);

        product.awaitSays(
                "paint", "waits: no API of this cluster serves Widget (" + namespace.name() + ".example.io/v1)");
        assertThat(product.says("paint").phase()).isEqualTo(ComponentPhase.Waiting);
        assertThat(product.find(ConfigMap.class, "colours"))
                .as("nothing by halves")
                .isNull();

        define(product);
        Awaitility.await("it goes on by the event")
                .atMost(PROMPTLY)
                .until(() -> product.says("paint").phase() == ComponentPhase.Ready);
        product.stage().awaitReady("small");
    }

    @Test
    void anUpdateAppliesWhatChangedAndDeletesWhatIsGoneButDefinitions(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(paint(COLOURS, WIDGET, DEFINITION));
        mayDoAll(product);
        product.install(SPEC);
        product.stage().awaitReady("small");
        String colours = product.uid(ConfigMap.class, "colours");
        String pods = product.stage().podIdentities().toString();

        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Release
                metadata: {name: RELEASE-2}
                spec:
                  version: "2"
                  components:
                """ + paint(COLOURS.replace("f00", "e00")).indent(4));
        product.install(SPEC.replace("RELEASE", "RELEASE-2"));
        product.stage().awaitReady("small");

        Stage.await("the widget is gone", () -> widget(product).get() == null);
        assertThat(product.get(ConfigMap.class, "colours").getData()).containsEntry("red", "e00");
        assertThat(product.uid(ConfigMap.class, "colours")).isEqualTo(colours);
        assertThat(definition(product)).isNotNull();
        assertThat(product.stage().podIdentities()).hasToString(pods);
        assertThat(product.says("paint").ready()).isEqualTo("1/1");
    }

    @Test
    void whatIsChangedByHandIsPutBackAndWhatStopsLosesNothing(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(paint(COLOURS, WIDGET, DEFINITION));
        Stage stage = product.stage();
        mayDoAll(product);
        product.install(SPEC);
        stage.awaitReady("small");

        widget(product)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        "{\"spec\": {\"colour\": \"blue\", \"size\": 3}}");
        Stage.await("the colour is red again", () -> "red".equals(colour(product)));
        Stage.await(
                "it is told",
                () -> stage.all(Event.class).stream()
                        .anyMatch(event -> String.valueOf(event.getMessage())
                                .contains("Widget a: put back spec.colour (changed by kubectl-edit)")));
        assertThat(widget(product).get().<Object>get("spec", "size"))
                .as("what others add is theirs")
                .isEqualTo(3);

        String before = product.uid(ConfigMap.class, "colours");
        product.delete(ConfigMap.class, "colours");
        Stage.await(
                "it is made anew",
                () -> !product.uid(ConfigMap.class, "colours").isEmpty()
                        && !product.uid(ConfigMap.class, "colours").equals(before));
        stage.awaitReady("small");

        String identity = widget(product).get().getMetadata().getUid();
        product.install(SPEC.replace("}", ", state: Stopped}"));
        stage.awaitPhase("db", ComponentPhase.Stopped);
        assertThat(product.says("paint").phase()).isEqualTo(ComponentPhase.Stopped);
        assertThat(widget(product).get().getMetadata().getUid()).isEqualTo(identity);
        product.install(SPEC.replace("}", ", state: Running}"));
        stage.awaitReady("small");
    }

    @Test
    void withoutAServiceAccountOnlyHarmlessKindsAreAppliedAndNothingIsTakenOver(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).awaitWebhook();
        product.release(paint(COLOURS, WIDGET));
        assertThatThrownBy(() -> product.install("{release: RELEASE, tier: SingleNode}"))
                .hasMessageContaining("spec.serviceAccountName: paint has objects of the kind " + namespace.name()
                        + ".example.io/Widget");

        product.deleteRelease();
        product.release(paint(COLOURS));
        product.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: colours}, data: {mine: \"1\"}}");
        product.install("{release: RELEASE, tier: SingleNode}");
        product.awaitSays("paint", "ConfigMap colours exists already and is not this component's");

        product.delete(ConfigMap.class, "colours");
        product.stage().awaitReady("small");
        assertThat(product.get(ConfigMap.class, "colours").getData()).doesNotContainKey("mine");
    }

    @Test
    void theSampleNeedsNoMoreRightsThanItSays(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Product.applyManifests(client(product), namespace.name());

        product.stage().awaitReady("mpaas");
        assertThat(product.get(ConfigMap.class, "policy-defaults").getData())
                .containsEntry("POLICIES", "callpolicies." + namespace.name());
        assertThat(product.get(Deployment.class, "gateway").getStatus().getReadyReplicas())
                .isEqualTo(1);
    }

    private static void mayDoAll(SmallProduct product) {
        product.apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: deployer}}");
        may(product, "deployer", "[get, list, watch, create, patch, delete]");
    }

    private static void may(SmallProduct product, String account, String verbs) {
        String yaml =
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: NAME}
                rules:
                  - {apiGroups: ["", apps, apiextensions.k8s.io, NAME.example.io], resources: [configmaps, deployments, customresourcedefinitions, widgets], verbs: VERBS}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: NAME}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: NAME}
                subjects: [{kind: ServiceAccount, name: ACCOUNT, namespace: NAME}]
                """.replace("NAME", product.namespace()).replace("VERBS", verbs).replace("ACCOUNT", account);
        for (String document : yaml.split("---\n")) {
            client(product)
                    .resource(Serialization.unmarshal(document, GenericKubernetesResource.class))
                    .forceConflicts()
                    .serverSideApply();
        }
    }

    private static void define(SmallProduct product) {
        client(product)
                .resource(Serialization.unmarshal(
                        DEFINITION.replace("RELEASE", product.namespace()), CustomResourceDefinition.class))
                .create();
    }

    private static CustomResourceDefinition definition(SmallProduct product) {
        return client(product)
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("widgets." + product.namespace() + ".example.io")
                .get();
    }

    private static Resource<GenericKubernetesResource> widget(SmallProduct product) {
        return client(product)
                .genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup(product.namespace() + ".example.io")
                        .withVersion("v1")
                        .withKind("Widget")
                        .withPlural("widgets")
                        .withNamespaced(true)
                        .build())
                .inNamespace(product.namespace())
                .withName("a");
    }

    private static String colour(SmallProduct product) {
        return String.valueOf(widget(product).get().<Object>get("spec", "colour"));
    }

    /** What a controller of widgets would say. */
    private static void ready(Resource<GenericKubernetesResource> widget, String status, String message) {
        widget.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"%s\", \"message\": \"%s\"}]}}"
                        .formatted(status, message));
    }

    private static KubernetesClient client(SmallProduct product) {
        return product.stage().client();
    }
}
