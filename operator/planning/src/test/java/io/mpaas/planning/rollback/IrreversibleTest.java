package io.mpaas.planning.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.compile.Blueprint;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IrreversibleTest {
    @Test
    void aVolumeKeepsTheSizeThatItHasGrownTo() {
        Component grown = new Component();
        grown.setSpec(Objects.requireNonNull(
                blueprint("5Gi", "sha256:02").components().get("db")));
        Blueprint back = blueprint("1Gi", "sha256:01");

        Blueprint kept = Irreversible.kept(back, Map.of("db", grown));

        assertThat(kept.contentHashes()).isEqualTo(back.contentHashes());
        assertThat(content(kept).storage().get("data"))
                .hasToString("Claim[size=5Gi, mountPath=/data, storageClass=null]");
        assertThat(content(kept).podTemplate()).isEqualTo(content(back).podTemplate());
        assertThat(Irreversible.kept(back, Map.of())).isEqualTo(back);
    }

    private static io.mpaas.api.v1alpha1.ComponentContent content(Blueprint blueprint) {
        return Objects.requireNonNull(
                Objects.requireNonNull(blueprint.components().get("db")).content());
    }

    private static Blueprint blueprint(String size, String digest) {
        return Catalogue.blueprint("""
                version: "1"
                components:
                  db:
                    type: StatefulSet
                    replicas: {SingleNode: 1}
                    storage: {data: {size: %s, mountPath: /data}}
                    pod: {containers: [{name: main, image: "r.example/x@%s"}]}
                """.formatted(size, digest), "{release: one, tier: SingleNode}");
    }
}
