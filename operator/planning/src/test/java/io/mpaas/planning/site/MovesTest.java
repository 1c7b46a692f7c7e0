package io.mpaas.planning.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.SiteSpec;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovesTest {
    /** What runs, and what is named: {@code here} is no Site, {@code own} is the one of the operator's own cluster. */
    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        here           | here           |
        room-b         | room-b         |
        here           | room-b         | does not move to another cluster by an edit
        room-b         | here           | does not move to another cluster by an edit
        room-b         | room-c         | does not move to another cluster by an edit
        external       | room-b         |
        here           | own room-b     |
        here           | room-b room-c  | no Site of that is named
        room-b         | room-b room-c  |
        room-b         | own room-c     |
        own room-b     | own room-b     |
        own room-b     | own room-c     |
        own silent     | own room-c     | Site silent cannot be left while nothing can be done there
        own room-b     | own            | keeps at least two
        own room-b     | room-b         | keeps at least two
        own room-b     | here           | keeps at least two
        """)
    void componentsStayWhereTheyWereMadeButASiteMayComeAndOneMayBeLeft(
            String runs, String named, @Nullable String refusal) {
        List<Component> made = List.of(component(runs));
        Rooms rooms = rooms(named).with(made);

        Optional<String> refused =
                Moves.refused(made, rooms, site -> !site.equals("silent")).map(ReportedProblem::message);

        assertThat(refused.isPresent()).isEqualTo(refusal != null);
        refused.ifPresent(message -> assertThat(message).contains(refusal));
        assertThat(Moves.refused(List.of(), rooms(named), _ -> false)).isEmpty();
    }

    private static Rooms rooms(String named) {
        if (named.equals("here") || named.equals("own")) {
            return Rooms.OWN;
        }
        return named.contains(" ")
                ? Rooms.of(
                        Stream.of(named.split(" ")).map(SiteReference::new).toList(), name -> Optional.of(site(name)))
                : Rooms.elsewhere(named);
    }

    private static Site site(String name) {
        Site site = new Site();
        site.setMetadata(new ObjectMetaBuilder().withName(name).build());
        ObjectNode spec = Json.object();
        ObjectNode kubernetes = spec.putObject("kubernetes");
        if (name.equals("own")) {
            kubernetes.put("inCluster", true);
        } else {
            kubernetes.putObject("kubeconfigSecret").put("name", name);
        }
        site.setSpec(Json.as(spec, SiteSpec.class));
        return site;
    }

    private static Component component(String runs) {
        ObjectNode spec = Json.object().put("contentHash", "c").put("rolloutHash", "r");
        switch (runs) {
            case "here" -> {}
            case "external" -> spec.putObject("external").put("host", "db.bank").put("port", 1);
            default -> {
                ObjectNode placement = spec.putObject("placement");
                Stream.of(runs.split(" ")).forEach(placement::putObject);
            }
        }
        Component component = Json.as(Json.object().set("spec", spec), Component.class);
        component.setMetadata(new ObjectMetaBuilder().withName("api").build());
        return component;
    }
}
