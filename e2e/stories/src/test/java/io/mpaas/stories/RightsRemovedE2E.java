package io.mpaas.stories;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Conditions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A customer's security team takes single rights away: a condition names the verb, and all goes on when it is back. */
@ExtendWith(ClusterExtension.class)
@Alone
class RightsRemovedE2E {
    private static final String PRODUCT = """
            db: {type: StatefulSet, replicas: {SingleNode: 1}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
            """;

    private @Nullable Stage stage;

    @AfterEach
    void everyRightIsBack() {
        if (stage != null) {
            allowAll(stage);
        }
    }

    @Test
    void whatItMayNotCreateOrDeleteIsNamedAlsoWhileItStops(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        stage = product.stage();

        takeAway(stage, "create", "statefulsets");
        product.release(PRODUCT).install("{release: RELEASE, tier: SingleNode}");
        product.awaitSays("db", "StatefulSet db was refused", "cannot create resource \"statefulsets\"");
        assertObstructed(ready(product, "db"));
        allowAll(stage);
        stage.awaitReady("small");

        takeAway(stage, "delete", "deployments");
        stage.state("small", RunState.Stopped);
        product.awaitSays("api", "Deployment api was refused", "cannot delete resource \"deployments\"");
        assertObstructed(ready(product, "api"));
        assertThat(product.says("api").phase()).isEqualTo(ComponentPhase.Stopping);
        allowAll(stage);
        stage.awaitPhase("db", ComponentPhase.Stopped);

        stage.state("small", RunState.Running);
        stage.awaitReady("small");
        takeAway(stage, "delete", "deployments");
        product.delete(Installation.class, "small");
        product.awaitSays("api", "Deployment api was refused", "cannot delete resource \"deployments\"");
        product.awaitSays("db", "stops after api");
        assertThat(product.find(Deployment.class, "api")).isNotNull();
        allowAll(stage);
        stage.awaitNoComponents();
    }

    @Test
    void withoutTheRightToMakeComponentsTheInstallationSaysSo(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(PRODUCT).install("{release: RELEASE, tier: SingleNode}");
        stage = product.stage();
        stage.awaitReady("small");

        takeAway(stage, "create", "components");
        product.delete(Component.class, "api");
        stage.awaitInstallation(
                "small",
                "obstructed",
                now -> ready(now).getMessage().contains("cannot create resource \"components\""));
        assertObstructed(ready(stage.installationNamed("small")));

        allowAll(stage);
        stage.awaitReady("small");
        assertThat(product.find(Component.class, "api")).isNotNull();
    }

    @Test
    void whereNoStatusMayBeWrittenAnEventSaysSo(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(PRODUCT).install("{release: RELEASE, tier: SingleNode}");
        stage = product.stage();
        stage.awaitReady("small");

        takeAway(stage, "patch", "components/status");
        product.delete(StatefulSet.class, "db");
        Stage.awaitAsserted(
                "an event of db says so",
                () -> assertThat(product.stage().all(Event.class))
                        .filteredOn(
                                event -> "db".equals(event.getInvolvedObject().getName())
                                        && "Obstructed".equals(event.getReason()))
                        .singleElement()
                        .extracting(Event::getMessage, as(InstanceOfAssertFactories.STRING))
                        .startsWith("its status was refused: ")
                        .contains("cannot patch resource \"components/status\""));

        allowAll(stage);
        stage.awaitReady("small");
    }

    private static void takeAway(Stage stage, String verb, String resource) {
        stage.client()
                .resource(OperatorRights.without(verb, resource))
                .forceConflicts()
                .serverSideApply();
    }

    private static void allowAll(Stage stage) {
        Product.grant(stage.client(), Stage.OPERATOR);
    }

    private static Condition ready(SmallProduct product, String component) {
        return Conditions.find(product.says(component).conditions(), Conditions.Type.Ready)
                .orElseThrow();
    }

    private static Condition ready(Installation installation) {
        return Conditions.find(Stage.status(installation).conditions(), Conditions.Type.Ready)
                .orElseThrow();
    }

    private static void assertObstructed(Condition ready) {
        assertThat(ready.getStatus()).isEqualTo("False");
        assertThat(ready.getReason()).isEqualTo("Obstructed");
    }
}
