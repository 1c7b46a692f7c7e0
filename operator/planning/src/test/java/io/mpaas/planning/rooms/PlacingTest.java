package io.mpaas.planning.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.api.v1alpha1.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of placement, each as a row: sites are written {@code a:city/room}, a witness with an exclamation mark. */
class PlacingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        3 | a:hz/1 b:hz/2 w:hz/3!               | Room |             | a=1 b=1 w=1
        5 | a:hz/1 b:hz/2 w:hz/3!               | Room |             | a=2 b=2 w=1
        7 | a:hz/1 b:hz/2 w:hz/3!               | Room |             | a=3 b=3 w=1
        3 | a:hz/1 b:hz/2                       | Room |             | a=2 b=1
        3 | a:hz/1 b:hz/2                       | Room | b=3         | a=1 b=2
        3 | a:hz/1 b:hz/2 c:hz/3 w:hz/4!        | Room |             | a=1 b=1 c=1
        1 | a:hz/1 b:hz/2 w:hz/3!               | Room |             | a=1 b=0
        1 | a:hz/1 b:hz/2 w:hz/3!               | Room | b=1         | a=0 b=1
        3 | a:hz/1 w:hz/2!                      | Room |             | a=3
        3 | a:hz/1 b:hz/1 w:hz/2!               | Room |             | a=2 b=1
        5 | a:hz/1 b:hz/2 c:sh/1 d:sh/2 e:sz/1  | City |             | a=1 b=1 c=1 d=1 e=1
        5 | a:hz/1 b:hz/2 c:hz/3 d:sh/1 e:sz/1  | City |             | a=1 b=1 c=0 d=2 e=1
        3 | a:hz/1 b:hz/2 w:hz/3!               | Room | a=3         | a=1 b=1 w=1
        3 | a:hz/1 b:hz/2 w:hz/3!               | Room | a=2 b=2 w=1 | a=1 b=1 w=1
        5 | a:hz/1 b:hz/2 w:hz/3!               | Room | a=1 b=1 w=1 | a=2 b=2 w=1
        3 | a:hz/1 b:hz/2 c:hz/3                | Room | c=1         | a=1 b=1 c=1
        """)
    void votes(int voters, String sites, Room.Scope scope, String present, String expected) {
        assertThat(Votes.split(voters, rooms(sites), scope, numbers(present))).isEqualTo(numbers(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        4 | a:hz/1 b:hz/2 | | a=2 b=2
        3 | a:hz/1 b:hz/2 | | a=2 b=1
        3 | a:hz/1 b:hz/2 | a=1 b=2 | a=1 b=2
        1 | a:hz/1 b:hz/2 | | a=1 b=0
        5 | a:hz/1 b:hz/2 c:hz/3 | c=2 | a=2 b=1 c=2
        """)
    void replicas(int replicas, String sites, String present, String expected) {
        assertThat(Evenly.split(replicas, rooms(sites).carriers(), numbers(present)))
                .isEqualTo(numbers(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        4 | a:hz/1 b:hz/2        |         | a=2 b=2
        4 | a:hz/1 b:hz/2        | a=4     | a=4 b=0
        5 | a:hz/1 b:hz/2 c:hz/3 | a=2 b=2 | a=2 b=2 c=1
        3 | a:hz/1 b:hz/2        | a=2 b=2 | a=2 b=1
        """)
    void whatHasDataStaysWhereItIs(int replicas, String sites, String present, String expected) {
        assertThat(Evenly.around(replicas, rooms(sites).carriers(), numbers(present)))
                .isEqualTo(numbers(expected));
    }

    /** Present: {@code site=replicas}, with {@code !} where nothing of it is left in a site that is not named any more. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        db  | a:hz/1 b:hz/2 w:hz/3! | a=1 b=1 w=1      | a=1+0 b=1+30 w=1+60
        db  | a:hz/1 c:hz/2 w:hz/3! | a=1 b=1 w=1      | a=1+0 b=1+30 c=1+90 w=1+60
        db  | a:hz/1 c:hz/2 w:hz/3! | a=1 b=1 c=1 w=1  | a=1+0 b=0+30 c=1+60 w=1+90
        db  | a:hz/1 c:hz/2 w:hz/3! | a=1 b=0! c=1 w=1 | a=1+0 c=1+60 w=1+90
        app | a:hz/1 c:hz/2 w:hz/3! | a=3 b=3          | a=3+0 b=0+0 c=3+0
        app | a:hz/1 c:hz/2 w:hz/3! | a=3 b=0! c=3     | a=3+0 c=3+0
        """)
    void aSiteThatIsNotNamedAnyMoreIsLeft(String component, String sites, String present, String expected) {
        SortedMap<String, Placement> placed = new TreeMap<>();
        Set<String> there = new TreeSet<>();
        for (String one : present.split(" ")) {
            String[] pair = one.replace("!", "").split("=");
            int start = component.equals("db") ? 30 * placed.size() : 0;
            placed.put(pair[0], new Placement(Integer.valueOf(pair[1]), start == 0 ? null : start));
            if (!one.endsWith("!")) {
                there.add(pair[0]);
            }
        }
        Rooms rooms = rooms(sites).with(Map.of(component, new Made(placed, true, there)));
        assertThat(text(plan(Tier.SameCityActiveActive, rooms).shares(component)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a=1 b=1 w=1 |             | a=1+0 b=1+30 w=1+60
        a=1 b=0 w=1 |             | a=1+0 w=1+30
        a=1 b=1     | b=3+0       | a=1+30 b=1+0
        a=2         | a=1+0 b=1+30 | a=2+0 b=0+30
        a=1 b=1 c=1 | a=1+0 c=1+60 | a=1+0 b=1+30 c=1+60
        a=2 d=1     | a=1+0 d=0+0  | a=2+0 d=1+30
        a=1 b=1     | a=0+0 b=1+0  | a=1+30 b=1+0
        """)
    void ordinalsAreKeptForEver(String shares, String before, String expected) {
        assertThat(text(Ordinals.give(numbers(shares), true, placements(before))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SameCityActiveActive   | a:hz/1 b:hz/2 w:hz/3!              | true  | EveryLossSurvived
        SameCityActiveActive   | a:hz/1 b:hz/2                      | false | NoThirdZone
        SameCityActiveActive   | a:hz/1 b:hz/1 w:hz/3!              | false | TierNotReached
        TwoCitiesThreeCenters  | a:hz/1 b:hz/2 c:sh/1               | true  | EveryLossSurvived
        TwoCitiesThreeCenters  | a:hz/1 b:hz/2 c:hz/3               | false | TierNotReached
        ThreeCitiesFiveCenters | a:hz/1 b:hz/2 c:sh/1 d:sh/2 e:sz/1 | true  | EveryLossSurvived
        ThreeCitiesFiveCenters | a:hz/1 b:hz/2 c:sh/1 d:sh/2 e:sh/3 | false | TierNotReached
        """)
    void survival(Tier tier, String sites, boolean automatic, String reason) {
        Survival survival = plan(tier, sites).survival();
        assertThat(survival.automatic()).isEqualTo(automatic);
        assertThat(survival.reason()).hasToString(reason);
    }

    private static PlacementPlan plan(Tier tier, String sites) {
        return plan(tier, rooms(sites));
    }

    private static PlacementPlan plan(Tier tier, Rooms rooms) {
        SortedMap<String, Wish> wishes = new TreeMap<>();
        wishes.put("db", new Wish(Wish.Kind.Votes, 3, true, Map.of()));
        wishes.put("app", new Wish(Wish.Kind.Replicas, 6, false, Map.of()));
        return Placing.plan(rooms, tier, wishes, Graphs.of("db", "app"));
    }

    private static Rooms rooms(String text) {
        List<Room> rooms = new ArrayList<>();
        for (String one : text.strip().split(" +")) {
            String[] parts = one.replace("!", "").split("[:/]");
            rooms.add(new Room(
                    parts[0],
                    Optional.of(parts[1]),
                    Optional.of(parts[2]),
                    one.endsWith("!"),
                    true,
                    false,
                    List.of("10.0.0.0/16"),
                    false));
        }
        return new Rooms(rooms, Map.of());
    }

    private static Map<String, Integer> numbers(String text) {
        return pairs(text).collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1])));
    }

    private static SortedMap<String, Placement> placements(String text) {
        SortedMap<String, Placement> placements = new TreeMap<>();
        pairs(text).forEach(pair -> {
            String[] numbers = pair[1].split("\\+");
            int start = Integer.parseInt(numbers[1]);
            placements.put(pair[0], new Placement(Integer.valueOf(numbers[0]), start == 0 ? null : start));
        });
        return placements;
    }

    private static String text(SortedMap<String, Placement> placements) {
        return placements.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replicas() + "+"
                        + (entry.getValue().start() == null
                                ? 0
                                : entry.getValue().start()))
                .collect(Collectors.joining(" "));
    }

    private static Stream<String[]> pairs(String text) {
        return text == null || text.isBlank()
                ? Stream.of()
                : Stream.of(text.strip().split(" +")).map(pair -> pair.split("="));
    }
}
