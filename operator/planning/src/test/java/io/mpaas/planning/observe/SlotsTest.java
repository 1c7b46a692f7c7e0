package io.mpaas.planning.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.planning.decide.Decision;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.whole.Recorded;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTest {
    /** Components: name, state (waits for a slot, runs, or is ready) and what hangs on it, as {@code api/waits/3}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # components                          | granted | limit | asks | free
            api/waits/1                           | -       | 1     | api  | true
            api/waits/1 db/runs/1                 | -       | 1     | api  | false
            api/waits/1 db/runs/1                 | -       | 2     | api  | true
            api/waits/1 db/runs/1                 | -       | 1     | db   | true
            api/waits/1 db/ready/1                | -       | 1     | api  | true
            api/waits/1 db/waits/1                | db      | 1     | api  | false
            api/waits/1 db/waits/1                | api     | 1     | api  | true
            api/waits/1 db/waits/1                | db      | 2     | api  | true
            api/waits/1 db/waits/9                | -       | 1     | api  | false
            api/waits/1 db/waits/9                | -       | 1     | db   | true
            api/waits/1 db/waits/9                | -       | 2     | api  | true
            api/waits/1 db/waits/1                | -       | 1     | api  | true
            api/waits/1 db/waits/1                | -       | 1     | db   | false
            api/waits/1 db/waits/9 mq/waits/5     | db      | 2     | api  | false
            api/waits/1 db/waits/9 mq/waits/5     | db      | 2     | mq   | true
            api/waits/1 db/runs/9 mq/runs/5       | -       | 1     | api  | false
            """)
    void freeSlotsGoToTheLongestChain(String components, String granted, int limit, String asks, boolean free) {
        List<Component> all = all(components);
        Component component = all.stream()
                .filter(one -> one.getMetadata().getName().equals(asks))
                .findFirst()
                .orElseThrow();

        assertThat(Slots.isFreeFor(component, limit, all, granted.equals("-") ? Set.of() : Set.of(granted)))
                .isEqualTo(free);
    }

    @Test
    void aGrantIsSpentOnceItsStatusSaysSoOrItGoes() {
        List<Component> all = all("api/waits/1 db/runs/1 mq/ready/1 old/waits/1");
        all.getLast().getMetadata().setDeletionTimestamp("2026-11-22T12:00:00Z");

        assertThat(Slots.unspent(all)).containsExactlyInAnyOrder("api", "mq");
    }

    @Test
    void oneThatIsBeingDeletedWaitsForNoSlot() {
        Component leaving = all("api/waits/1").getFirst();
        assertThat(Slots.waitsForSlot(leaving)).isTrue();

        leaving.getMetadata().setDeletionTimestamp("2026-11-22T12:00:00Z");
        assertThat(Slots.waitsForSlot(leaving)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Starting, true", "Updating, true", "Ready, false", "Waiting, false", "Failed, false", "Unknown, false"
    })
    void whatStartsOrIsUpdatedUsesASlot(String phase, boolean uses) {
        ComponentStatus status =
                Objects.requireNonNull(Recorded.of("api " + phase).get("api")).getStatus();

        assertThat(Slots.inProgress(status)).isEqualTo(uses);
    }

    private static List<Component> all(String components) {
        return Stream.of(components.split(" ")).map(SlotsTest::component).toList();
    }

    private static Component component(String text) {
        String[] words = text.split("/");
        String phase = words[1].equals("ready") ? "Ready" : words[1].equals("runs") ? "Starting" : "Waiting";
        String waits = words[1].equals("waits") ? " waits:" + words[0] : "";
        Component component = Objects.requireNonNull(
                Recorded.of(words[0] + " " + phase + waits).get(words[0]));
        ObjectNode spec = (ObjectNode) Json.tree(component.getSpec());
        component.setSpec(Json.as(spec.put("priority", Long.parseLong(words[2])), ComponentSpec.class));
        ObjectNode status = (ObjectNode) Json.tree(component.getStatus());
        status.path("waitingFor").forEach(one -> ((ObjectNode) one).put("reason", Decision.NO_FREE_SLOT));
        component.setStatus(Json.as(status, ComponentStatus.class));
        return component;
    }
}
