package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutReportTest {
    private static final SiteReference OUT = new SiteReference("far", SiteState.Out, "flooded");

    @ParameterizedTest(name = "{0}, started {1}, Ready at {2}, to be {3}: {4}, owed {5}")
    @CsvSource({
        "Deployment, true, r, Running, Degraded, ",
        "Deployment, true, old, Running, Degraded, Update",
        "Deployment, false, , Running, Waiting, Start",
        "Deployment, true, r, Stopped, Stopped, Stop",
        "Deployment, false, , Stopped, Stopped, ",
        "Job, true, old, Running, Degraded, ",
        "Job, true, r, Stopped, Stopped, "
    })
    void itServesNobodyAndItsDebtIsKnown(
            String type, boolean started, String readyAt, String state, String phase, String owed) {
        ObjectNode status = Json.object().put("rolloutHash", readyAt).put("replicas", 2);
        if (started) {
            status.put("startedAt", "2026-11-22T11:00:00Z");
        }

        ComponentStatus now = OutReport.of(component(type, state, status), OUT, Given.NOON);

        assertThat(now.phase()).hasToString(phase);
        assertThat(Conditions.verdict(now.conditions(), Conditions.Type.Available))
                .hasToString("False");
        assertThat(Conditions.verdict(now.conditions(), Conditions.Type.Ready)).hasToString("False");
        assertThat(now.message()).startsWith("Site far is Out (flooded): nothing is done there");
        assertThat(now.replicas()).isNull();
        assertThat(now.rolloutHash()).isEqualTo(readyAt);
        assertThat(now.sites())
                .isEqualTo(Map.of(
                        "far",
                        new ComponentSite(
                                SiteState.Out, owed == null ? null : ComponentSite.Owed.valueOf(owed), List.of())));
        assertThat(OutReport.out(now)).containsExactly("far");
        assertThat(OutReport.of(withStatus(component(type, state, status), now), OUT, Given.NOON.plusSeconds(60)))
                .as("it is written once")
                .isEqualTo(now);
    }

    @Test
    void aStatusWithoutItSaysNothingOfTheKind() {
        assertThat(OutReport.out(ComponentStatus.EMPTY)).isEmpty();
    }

    private static Component withStatus(Component component, ComponentStatus status) {
        ComponentStatus again = Json.as(Json.tree(status), ComponentStatus.class);
        assertThat(again).isEqualTo(status);
        component.setStatus(again);
        return component;
    }

    private static Component component(String type, String state, ObjectNode status) {
        ObjectNode spec = Json.object().put("contentHash", "c").put("rolloutHash", "r");
        spec.put("type", type).putObject("placement").putObject("far");
        if (state.equals("Stopped")) {
            spec.put("state", state);
        }
        ObjectNode object = Json.object();
        object.set("spec", spec);
        object.set("status", status);
        Component component = Json.as(object, Component.class);
        component.setMetadata(new ObjectMetaBuilder()
                .withName("api")
                .withGeneration(1L)
                .withAnnotations(Map.of(Mpaas.COMPLETED_ANNOTATION, "c"))
                .build());
        return component;
    }
}
