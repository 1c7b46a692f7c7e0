package io.mpaas.planning.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovesTest {
    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource({
        "here, here, stays",
        "room-b, room-b, stays",
        "here, room-b, moves",
        "room-b, here, moves",
        "room-b, room-c, moves",
        "external, room-b, stays"
    })
    void componentsStayWhereTheyWereMade(String runs, String wanted, String verdict) {
        Rooms rooms = wanted.equals("here") ? Rooms.OWN : Rooms.elsewhere(wanted);

        assertThat(Moves.refused(List.of(component(runs)), rooms).isPresent()).isEqualTo(verdict.equals("moves"));
        assertThat(Moves.refused(List.of(), rooms)).isEmpty();
    }

    private static Component component(String runs) {
        var spec = Json.object().put("contentHash", "c").put("rolloutHash", "r");
        switch (runs) {
            case "here" -> {}
            case "external" -> spec.putObject("external").put("host", "db.bank").put("port", 1);
            default -> spec.putObject("placement").putObject(runs);
        }
        Component component = Json.as(Json.object().set("spec", spec), Component.class);
        component.setMetadata(new ObjectMetaBuilder().withName("api").build());
        return component;
    }
}
