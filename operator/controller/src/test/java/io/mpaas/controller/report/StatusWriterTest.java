package io.mpaas.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change that comes while a status is written has no event of its own. */
class StatusWriterTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, mpaas.io/other, false",
        "1, 2, mpaas.io/other, true",
        "1, 1, mpaas.io/restart, true",
        "1, 1, mpaas.io/hold, true",
        "1, 1, mpaas.io/retry, true",
        "1, 1, mpaas.io/cold-restart, true"
    })
    void whatAPersonAskedForMeanwhileIsLookedAtAtOnce(long known, long written, String annotation, boolean news) {
        assertThat(StatusWriter.isNews(
                        component(known, Map.of(Mpaas.COMPLETED_ANNOTATION, "c")),
                        component(written, Map.of(annotation, "now"))))
                .isEqualTo(news);
    }

    private static Component component(long generation, Map<String, String> annotations) {
        Component component = new Component();
        component.setMetadata(new ObjectMetaBuilder()
                .withName("db")
                .withGeneration(generation)
                .withAnnotations(annotations)
                .build());
        return component;
    }
}
