package io.mpaas.planning.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.rooms.Made;
import io.mpaas.planning.rooms.Room;
import io.mpaas.planning.rooms.Rooms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElsewhereTest {
    private static final String RELEASE = """
            version: "1.0"
            components:
              queue:
                type: StatefulSet
                replicas: {SameCityActiveActive: 2}
                storage: {data: {size: 1Gi, mountPath: /data}}
                pod: {containers: [{name: main, image: "r.example/x@sha256:01"}]}
            """;

    /** Sites that are named, with {@code !} for a witness; where two members with data are now; what a person says; whether it is refused. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a b  | a |                         | false
        b c  | a |                         | true
        a! b c | a |                       | true
        b c  | a | b: {replicas: 2}        | false
        """)
    void dataDoesNotMoveUnlessAPersonSaysSo(String named, String present, String placement, boolean refused) {
        List<Room> rooms = Stream.of(named.split(" ")).map(ElsewhereTest::room).toList();
        Made made = new Made(new TreeMap<>(Map.of(present, new Placement(2, null))), true, Set.of(present));
        String settings = placement == null ? "" : ", components: {queue: {placement: {" + placement + "}}}";

        Compilation compilation = Compiler.compile(new CompileInput(
                "bank",
                Optional.of(Catalogue.release(RELEASE)),
                Catalogue.installation("{release: shop, tier: SameCityActiveActive, sites: ["
                        + String.join(
                                ", ",
                                rooms.stream()
                                        .map(room -> "{name: " + room.site() + "}")
                                        .toList())
                        + "]" + settings + "}"),
                SiteFacts.UNKNOWN.in(new Rooms(rooms, Map.of()).with(Map.of("queue", made)))));

        assertThat(compilation.problems().stream()
                        .filter(problem ->
                                problem.message().startsWith("queue has data in Site a, where it would not run")))
                .hasSize(refused ? 1 : 0);
        assertThat(compilation.blueprint().isEmpty()).isEqualTo(refused);
    }

    private static Room room(String name) {
        String site = name.replace("!", "");
        return new Room(
                site,
                Optional.of("hz"),
                Optional.of(site),
                name.endsWith("!"),
                true,
                false,
                List.of("10." + (int) site.charAt(0) + ".0.0/16"),
                false);
    }
}
