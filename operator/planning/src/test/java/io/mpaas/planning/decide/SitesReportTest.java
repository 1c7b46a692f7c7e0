package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SitesReportTest {
    @ParameterizedTest(name = "{0} of {1} replicas, ran {2}, to be {3}: owed {4}")
    @CsvSource({
        "Deployment, 2, new, Running, ",
        "Deployment, 2, old, Running, Update",
        "Deployment, 2, , Running, Start",
        "Deployment, 2, old, Stopped, Stop",
        "Deployment, 2, new, Stopped, Stop",
        "Deployment, 2, , Stopped, ",
        "Deployment, 0, , Running, ",
        "DaemonSet, , , Running, Start",
        "DaemonSet, , new, Running, ",
        "Job, , , Running, ",
        "Job, , new, Stopped, "
    })
    void whatASiteIsOwedWhileItIsOut(
            String type, @Nullable Integer replicas, @Nullable String ran, String state, @Nullable String owed) {
        ComponentStatus before = status(new ComponentSite(null, null, List.of(), "2/2", null, ran));

        ComponentSite said = report(spec(type, replicas, state), before)
                .of(List.of(new SitesReport.Seen("room-b", true, Optional.empty(), List.of(), "")))
                .get("room-b");

        assertThat(said)
                .isEqualTo(new ComponentSite(
                        SiteState.Out,
                        owed == null ? null : ComponentSite.Owed.valueOf(owed),
                        List.of(),
                        null,
                        null,
                        ran));
    }

    @Test
    void whatWasSeenLastStaysWhileNobodyHearsFromIt() {
        ComponentSite last = new ComponentSite(null, null, List.of(), "1/2", null, "new");

        assertThat(report(spec("Deployment", 2, "Running"), status(last))
                        .of(List.of(new SitesReport.Seen(
                                "room-b", false, Optional.empty(), List.of(), "Site room-b is Unknown"))))
                .isEqualTo(Map.of(
                        "room-b", new ComponentSite(null, null, List.of(), "1/2", "Site room-b is Unknown", "new")));
    }

    @Test
    void whatIsSeenIsSaid() {
        Situation there = new Given().workload("old", 2, 1).situation();

        assertThat(report(spec("Deployment", 2, "Running"), ComponentStatus.EMPTY)
                        .of(List.of(new SitesReport.Seen("room-a", false, Optional.of(there), List.of(), ""))))
                .isEqualTo(Map.of("room-a", new ComponentSite(null, null, List.of(), "1/2", null, "old")));
    }

    private static SitesReport report(ComponentSpec spec, ComponentStatus before) {
        return new SitesReport(spec, before, new JobRecord(List.of("new"), Optional.empty()));
    }

    private static ComponentStatus status(ComponentSite last) {
        return ComponentStatus.EMPTY.withSites(Map.of("room-b", last));
    }

    private static ComponentSpec spec(String type, @Nullable Integer replicas, String state) {
        ObjectNode spec = Json.object().put("type", type).put("contentHash", "new");
        ObjectNode share = spec.putObject("placement").putObject("room-b");
        if (replicas != null) {
            share.put("replicas", replicas);
        }
        if (state.equals("Stopped")) {
            spec.put("state", state);
        }
        return Json.as(spec, ComponentSpec.class);
    }
}
