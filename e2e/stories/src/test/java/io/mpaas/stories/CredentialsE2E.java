package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Passwords belong to the data that knows them, and data to whom it was made for. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class CredentialsE2E {
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";
    private static final String SECRET = "mysql-credentials";
    private static final String MYSQL = """
            mysql:
              type: StatefulSet
              replicas: {SingleNode: 1}
              provides: {port: 3306, secret: {generate: [root, app]}}
              storage: {data: {size: 1Gi, mountPath: /var/lib/mysql}}
              pod: POD
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {mysql: [startup]}, pod: POD}
            """;

    /** B03-new-account.yaml. */
    @Test
    void anAccountThatANewerReleaseAddsGetsItsKey(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Map<String, String> before = passwords(product);
        assertThat(before).containsOnlyKeys("root", "app");

        take(product, MYSQL.replace("[root, app]", "[root, report, app]"));
        Stage.await("report has a password", () -> passwords(product).containsKey("report"));
        product.stage().awaitReady("small");

        assertThat(passwords(product)).containsAllEntriesOf(before).hasSize(3);
        assertThat(passwords(product).get("report")).isNotEmpty();
    }

    /** Its sibling: the first account. */
    @Test
    void theFirstAccountThatANewerReleaseAddsGetsItsSecret(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release(MYSQL.replace(", secret: {generate: [root, app]}", ""))
                .install(SPEC);
        product.stage().awaitReady("small");
        assertThat(product.find(Secret.class, SECRET)).isNull();

        take(product, MYSQL);
        Stage.await("there are passwords", () -> product.find(Secret.class, SECRET) != null);
        product.stage().awaitReady("small");
        assertThat(passwords(product)).containsOnlyKeys("root", "app");
    }

    /** Of the first account, too, nothing earlier tells, but that the present content is kept. */
    @Test
    void theFirstAccountOfANewerReleaseGetsNoNewPasswordEither(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release(MYSQL.replace(", secret: {generate: [root, app]}", ""))
                .install(SPEC);
        product.stage().awaitReady("small");
        take(product, MYSQL);
        Stage.await("there are passwords", () -> product.find(Secret.class, SECRET) != null);
        product.stage().awaitReady("small");
        Map<String, String> before = passwords(product);

        product.delete(Secret.class, SECRET);
        product.awaitSays("mysql", "Secret " + SECRET + " is not there", "restore the Secret");
        assertThat(product.find(Secret.class, SECRET)).isNull();
        restore(product, before);
        Stage.awaitAsserted(
                "all is said", () -> assertThat(product.says("mysql").message()).isNullOrEmpty());
    }

    @Test
    void anAccountThatWasTakenOutOfTheSecretIsNamed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Map<String, String> before = passwords(product);
        cluster.client()
                .secrets()
                .inNamespace(namespace.name())
                .withName(SECRET)
                .edit(secret -> {
                    secret.getData().remove("root");
                    return secret;
                });

        product.awaitSays("mysql", "Secret " + SECRET + " has no password of root any more", "put it back");
        assertThat(passwords(product)).containsOnlyKeys("app");
        cluster.client()
                .secrets()
                .inNamespace(namespace.name())
                .withName(SECRET)
                .edit(secret -> {
                    secret.setData(before);
                    return secret;
                });
        Stage.awaitAsserted(
                "all is said", () -> assertThat(product.says("mysql").message()).isNullOrEmpty());
    }

    /** B04-new-passwords-old-data.yaml, the first way. */
    @Test
    void afterAStopOldDataGetsNoNewPasswords(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Map<String, String> before = passwords(product);
        product.stage().state("small", RunState.Stopped);
        product.stage().awaitPhase("mysql", ComponentPhase.Stopped);
        product.delete(Secret.class, SECRET);

        product.stage().state("small", RunState.Running);
        product.awaitSays(
                "mysql", "Failed: Secret " + SECRET + " is not there", "data-mysql-0", "restore the Secret", "delete");
        assertThat(product.find(Secret.class, SECRET)).isNull();
        assertThat(product.stage().pods()).isEmpty();

        restore(product, before);
        product.stage().awaitReady("small");
        assertThat(passwords(product)).isEqualTo(before);
    }

    /** B04, the second way. */
    @Test
    void anotherInstallationOfTheSameDataGetsNoNewPasswords(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Map<String, String> before = passwords(product);
        product.delete(Installation.class, "small");
        Stage.await("small is gone", () -> !product.stage().exists("small"));
        assertThat(passwords(product)).isEqualTo(before);
        product.delete(Secret.class, SECRET);

        product.install(SPEC);
        product.awaitSays("mysql", "Failed: Secret " + SECRET + " is not there", "data-mysql-0");
        assertThat(product.find(Secret.class, SECRET)).isNull();

        restore(product, before);
        product.stage().awaitReady("small");
        assertThat(passwords(product)).isEqualTo(before);
    }

    /** B27-passwords-left.yaml. */
    @Test
    void passwordsThatAnEarlierInstallationLeftGoWithTheDataThatItLeft(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Map<String, String> before = passwords(product);
        product.delete(Installation.class, "small");
        Stage.await("small is gone", () -> !product.stage().exists("small"));

        product.install("{release: RELEASE, tier: SingleNode, deletion: {data: Delete}}");
        product.stage().awaitReady("small");
        assertThat(passwords(product)).isEqualTo(before);
        product.delete(Installation.class, "small");
        Stage.await("small is gone again", () -> !product.stage().exists("small"));

        assertThat(product.find(Secret.class, SECRET)).isNull();
        Stage.await(
                "no data is left",
                () -> product.stage().all(PersistentVolumeClaim.class).isEmpty());
    }

    /** B28-foreign-claim.yaml. */
    @Test
    void aClaimOfSomebodyElseIsNotTakenInSilence(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(MYSQL);
        product.apply("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data-mysql-0, labels: {app.kubernetes.io/managed-by: other}}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """);
        product.install(SPEC);

        product.awaitSays(
                "mysql",
                "Failed: PersistentVolumeClaim data-mysql-0 exists already and was not made for this component",
                "label it mpaas.io/component=mysql and mpaas.io/installation=small");
        assertThat(product.stage().pods()).isEmpty();

        product.delete(PersistentVolumeClaim.class, "data-mysql-0");
        product.stage().awaitReady("small");
    }

    private static SmallProduct installed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(MYSQL).install(SPEC);
        product.stage().awaitReady("small");
        return product;
    }

    private static void take(SmallProduct product, String components) {
        product.nextRelease(components).install("{release: RELEASE-2, tier: SingleNode}");
    }

    private static Map<String, String> passwords(SmallProduct product) {
        return Map.copyOf(product.get(Secret.class, SECRET).getData());
    }

    private static void restore(SmallProduct product, Map<String, String> passwords) {
        var labels = Objects.requireNonNull(product.stage().component("mysql"))
                .getMetadata()
                .getLabels();
        product.stage()
                .client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(SECRET)
                        .withNamespace(product.namespace())
                        .withLabels(labels)
                        .addToLabels("mpaas.io/component", "mysql")
                        .endMetadata()
                        .withData(passwords)
                        .build())
                .create();
    }
}
