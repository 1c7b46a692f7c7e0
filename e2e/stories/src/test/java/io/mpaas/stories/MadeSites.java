package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.LocalCluster;
import java.util.Map;

/** Sites of clusters that Cluster API makes, as people write them, and the credentials of a cloud. */
final class MadeSites {
    private MadeSites() {}

    static String site(String spec) {
        return """
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: there}
                spec: %s
                """.formatted(spec);
    }

    static String openstack(String secret) {
        return site("""

                  openstack:
                    credentials: {secret: %s, cloud: customer}
                    kubernetesVersion: v1.34.2
                    image: node
                    zones: [az1, az2]
                    controlPlane: {flavor: cp, replicas: 1}
                    workers: {flavor: md, replicas: 6}
                    network: {external: public}
                    endpoint: {type: LoadBalancer}
                    addOns: [{kind: ConfigMap, name: calico}]
                  deletionPolicy: Delete
                """.formatted(secret).indent(0));
    }

    static void credentials(LocalCluster cluster, String name, String clouds) {
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(Product.OPERATOR_NAMESPACE)
                        .withLabels(Map.of(Mpaas.CREDENTIALS_FOR + name, "true"))
                        .endMetadata()
                        .withStringData(Map.of("clouds.yaml", clouds))
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    /** The API server does not take it, and says why. */
    static void refused(SmallProduct product, String yaml, String sentence) {
        assertThatThrownBy(() -> product.apply(yaml))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(sentence);
    }
}
