package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The key by which changes of Secrets are noticed. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class DigestKeyE2E {
    private static final String KEY = "mpaas-digest-key";

    /** Its cache leaves out what has the label; it waited for the cache for ever and said nothing. */
    @Test
    void aKeyThatItCannotSeeIsSaid(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        product.apply("{apiVersion: v1, kind: Secret, metadata: {name: word}, data: {WORD: YQ==}}");
        product.apply("{apiVersion: v1, kind: Secret, metadata: {name: " + KEY
                + ", labels: {mpaas.io/component: other}}, data: {key: YQ==}}");
        product.release("""
                        docs:
                          type: Deployment
                          replicas: {SingleNode: 1}
                          pod: {containers: [{name: main, image: x, envFrom: [{secretRef: {name: word}}]}]}
                        """).install("{release: RELEASE, tier: SingleNode}");
        Stage.awaitAsserted(
                "it is said",
                () -> assertThat(product.stage().status("small").toString())
                        .contains("Secret " + KEY + " exists and is not seen: remove its label mpaas.io/component"));

        product.stage()
                .client()
                .resources(Secret.class)
                .inNamespace(namespace.name())
                .withName(KEY)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"labels\": {\"mpaas.io/component\": null}}}");

        product.stage().awaitReady("small");
    }
}
