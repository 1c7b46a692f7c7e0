package io.mpaas.planning.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.value.Owner;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SpreadTest {
    /** Kubernetes refuses two constraints of one key and one effect. */
    @Test
    void whatTheReleaseSaysOfSpreadIsNotSaidAgain() {
        assertThat(constraints("ScheduleAnyway")).isEqualTo(1);
        assertThat(constraints("DoNotSchedule")).isEqualTo(2);
    }

    private static int constraints(String whenUnsatisfiable) {
        var component = Catalogue.blueprint(
                        """
                        version: "1"
                        components:
                          api:
                            type: Deployment
                            replicas: {SingleRoom: 2}
                            pod:
                              topologySpreadConstraints:
                              - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: EFFECT, labelSelector: {}}
                              containers: [{name: main, image: "r.example/api@sha256:01"}]
                        """.replace("EFFECT", whenUnsatisfiable), "{release: shop, tier: SingleRoom}")
                .components()
                .get("api");
        Deployment deployment =
                (Deployment) Renderer.render(new Owner("shop", "shop", "id", "api"), Objects.requireNonNull(component))
                        .workload()
                        .orElseThrow();
        return deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getTopologySpreadConstraints()
                .size();
    }
}
