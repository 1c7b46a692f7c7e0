package io.mpaas.planning.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mpaas.planning.Catalogue;
import io.mpaas.planning.review.FieldChange.Aspect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseDiffTest {
    private static final String OLD = """
            version: "1"
            products: {Shop: [web]}
            components:
              db:
                type: StatefulSet
                replicas: {SingleNode: 1, SingleRoom: 3}
                storage: {data: {size: 10Gi, mountPath: /d}}
                typicalStartSeconds: 20
                pod: {containers: [{name: main, image: "r/db@sha256:01", resources: {limits: {memory: 1Gi}}}]}
              api:
                type: Deployment
                replicas: {SingleNode: 1, SingleRoom: 2}
                dependsOn: {db: [startup]}
                pod: {containers: [{name: main, image: "r/api@sha256:01"}, {name: side, image: "r/side@sha256:01"}]}
              web:
                type: Deployment
                replicas: {SingleNode: 1, SingleRoom: 2}
                dependsOn: {api: [startup, runtime]}
                config: {LEVEL: info}
                pod: {containers: [{name: main, image: "r/web@sha256:01"}]}
            """;

    private static ReleaseDiff diff(String from, String to) {
        assertThat(OLD).contains(from);
        return ReleaseDiff.between(Catalogue.release(OLD), Catalogue.release(OLD.replace(from, to)));
    }

    @Test
    void equalReleasesHaveNoDifference() {
        ReleaseDiff same = diff("version: \"1\"", "version: \"2\"");
        assertThat(same.isEmpty()).isTrue();
        assertThat(same.risks()).isEmpty();
        assertThat(same.order()).isEmpty();
        assertThat(same.to()).isEqualTo("2");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            r/side@sha256:01     | r/side@sha256:02        | pod.containers[side].image                   | Image | r/side@sha256:01 | r/side@sha256:02
            SingleRoom: 3        | SingleRoom: 5           | replicas.SingleRoom                          | Size  | 3                | 5
            size: 10Gi           | size: 20Gi              | storage.data.size                            | Size  | 10Gi             | 20Gi
            memory: 1Gi          | memory: 2Gi             | pod.containers[main].resources.limits.memory | Size  | 1Gi              | 2Gi
            LEVEL: info          | LEVEL: debug            | config.LEVEL                                 | Other | info             | debug
            mountPath: /d        | mountPath: /e           | storage.data.mountPath                       | Other | /d               | /e
            """)
    void tellsAFieldByItsPath(String from, String to, String path, Aspect aspect, String before, String after) {
        assertThat(diff(from, to).changed())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.fields()).containsExactly(new FieldChange(path, aspect, before, after)));
    }

    @Test
    void aListWithoutNamesIsComparedAsAWhole() {
        ReleaseDiff diff = diff("products: {Shop: [web]}", "products: {Shop: [api, web], Api: [api]}");
        assertThat(diff.products())
                .containsExactly(
                        new FieldChange("Api", Aspect.Other, null, "[\"api\"]"),
                        new FieldChange("Shop", Aspect.Other, "[\"web\"]", "[\"api\",\"web\"]"));
        assertThat(diff.isEmpty()).isFalse();
    }

    @Test
    void aFieldThatComesOrGoesHasOneSide() {
        assertThat(diff("config: {LEVEL: info}", "config: {LEVEL: info, MORE: x}")
                        .changed()
                        .getFirst()
                        .fields())
                .containsExactly(new FieldChange("config.MORE", Aspect.Other, null, "x"));
        assertThat(diff("storage: {data: {size: 10Gi, mountPath: /d}}", "config: {A: b}")
                        .changed()
                        .getFirst()
                        .fields())
                .containsExactly(
                        new FieldChange("config.A", Aspect.Other, null, "b"),
                        new FieldChange("storage.data.mountPath", Aspect.Other, "/d", null),
                        new FieldChange("storage.data.size", Aspect.Size, "10Gi", null));
    }

    @Test
    void dependenciesAreToldByTheirKindsAndWhatFollowsInTheOrder() {
        ReleaseDiff diff = diff("dependsOn: {db: [startup]}", "dependsOn: {db: [startup, runtime]}");
        assertThat(diff.changed()).isEmpty();
        assertThat(diff.edges())
                .containsExactly(new ReleaseDiff.EdgeChange("api", "db", "startup", "startup, runtime"));
        assertThat(diff.order()).isEmpty();

        ReleaseDiff shorter = diff("dependsOn: {api: [startup, runtime]}", "dependsOn: {api: [optional]}");
        assertThat(shorter.order()).containsExactly(new ReleaseDiff.WaveChange("web", 3, 1));
        assertThat(shorter.criticalPath())
                .isEqualTo(new ReleaseDiff.PathChange(List.of("db", "api", "web"), 40, List.of("db", "api"), 30));
        assertThat(shorter.risks()).isEmpty();
    }

    @Test
    void whatIsNewAndGoneIsNamed() {
        ReleaseDiff diff = diff("  web:\n", "  shop:\n".replace("shop", "site"));
        assertThat(diff.added()).containsExactly("site");
        assertThat(diff.removed()).containsExactly("web");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {db: [startup]}      | {db: [startup], one: [runtime]} | SinglePoint: one runs once (SingleRoom), and 2 components cannot serve without it
            {db: [startup]}      | {db: [startup], one: [startup]} | WeakerDependency: api runs more than once and needs one (startup), which runs once: SingleRoom 2 on 1
            "seconds: 20"        | "seconds: 21"                   | LongerStart: a start takes 41s instead of 40s: db → api → web
            r/side@sha256:01     | r/side:latest                   | ImageNotPinned: api has an image without a digest: r/side:latest
            {api: [startup       | {api: [optional                 | -
            SingleRoom: 3        | SingleRoom: 1                   | WeakerDependency: api runs more than once and needs db (startup), which runs once: SingleRoom 2 on 1
            """)
    void saysWhichRisksAreNew(String from, String to, String expected) {
        String base = OLD.replace("typicalStartSeconds: 20", "seconds: 20")
                + "  one: {type: Deployment, replicas: {SingleNode: 1, SingleRoom: 1}, pod: {containers: [{name: main,"
                + " image: \"r/one@sha256:01\"}]}}\n";
        assertThat(base).contains(from);
        List<String> risks = ReleaseDiff.between(release(base), release(base.replace(from, to))).risks().stream()
                .map(risk -> risk.kind() + ": " + risk.sentence())
                .toList();
        if (expected.equals("-")) {
            assertThat(risks).isEmpty();
        } else {
            assertThat(risks).anyMatch(risk -> risk.startsWith(expected));
        }
    }

    private static io.mpaas.api.v1alpha1.ReleaseSpec release(String yaml) {
        return Catalogue.release(yaml.replace("seconds: ", "typicalStartSeconds: "));
    }

    @Test
    void whatWasSoBeforeIsNoNewRisk() {
        String single = OLD.replace("SingleRoom: 3", "SingleRoom: 1").replace("[startup]", "[startup, runtime]");
        assertThat(ReleaseDiff.between(
                                Catalogue.release(single), Catalogue.release(single.replace("LEVEL: info", "LEVEL: x")))
                        .risks())
                .isEmpty();
    }

    @Test
    void aReleaseWithErrorsHasNoDifference() {
        assertThatThrownBy(() -> diff("{db: [startup]}", "{web: [startup]}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
