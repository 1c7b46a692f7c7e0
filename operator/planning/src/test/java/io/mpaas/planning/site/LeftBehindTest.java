package io.mpaas.planning.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeftBehindTest {
    private static final LeftBehind SMALL = new LeftBehind(
            "small",
            "id-1",
            "far",
            "cluster-1",
            "2026-11-22T12:00:00Z",
            "flooded",
            List.of("Service db", "StatefulSet db"),
            List.of("Secret db-credentials: the generated passwords of app"));

    @Test
    void whatIsWrittenIsReadBackAndWhatPeopleBrokeIsPassedOver() {
        var map = new ConfigMapBuilder()
                .withData(Map.of(SMALL.key(), SMALL.json(), "x", "nonsense", "y", "[]", "z", "{\"id\": {}}"))
                .build();

        assertThat(SMALL.key()).isEqualTo("far.id-1");
        assertThat(LeftBehind.in(map)).containsExactly(SMALL);
        assertThat(LeftBehind.in(null)).isEmpty();
    }

    @Test
    void aClusterThatComesBackIsKnownByItsIdentityWhateverItsSiteIsCalled() {
        assertThat(LeftBehind.remark(List.of(SMALL).stream(), "cluster-1").orElseThrow())
                .isEqualTo("in this cluster is what was left behind by Installation small (ID id-1, then in Site far):"
                        + " nothing is done about it; ConfigMap mpaas-left-behind lists it");
        assertThat(LeftBehind.remark(List.of(SMALL).stream(), "cluster-2")).isEmpty();
        LeftBehind never = new LeftBehind("small", "id-2", "far", "", "", "", List.of(), List.of());
        assertThat(LeftBehind.remark(List.of(never).stream(), "")).isEmpty();
    }
}
