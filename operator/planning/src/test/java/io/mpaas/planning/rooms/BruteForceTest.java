package io.mpaas.planning.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every tier over every small set of sites: each room is lost once, and every voting set keeps its majority or the plan says why not. */
class BruteForceTest {
    private static final int[] VOTERS = {1, 3, 5, 7};

    @Test
    void everyVotingSetKeepsItsMajorityOrThePlanSaysWhyNot() {
        int plans = 0;
        int losses = 0;
        int survived = 0;
        for (Tier tier : List.of(Tier.SameCityActiveActive, Tier.TwoCitiesThreeCenters, Tier.ThreeCitiesFiveCenters)) {
            for (int sites : new int[] {2, 3, 5}) {
                for (Rooms rooms : layouts(sites)) {
                    PlacementPlan plan = plan(rooms, tier);
                    plans++;
                    for (Loss loss : plan.losses()) {
                        losses++;
                        survived += loss.isSurvived() ? 1 : 0;
                        lose(rooms, tier, plan, loss);
                    }
                }
            }
        }
        System.out.println(plans + " plans, " + losses + " losses of a room or city, " + survived + " survived");
        assertThat(survived).isPositive().isLessThan(losses);
    }

    /** By counting votes, not by what the plan says. */
    private static void lose(Rooms rooms, Tier tier, PlacementPlan plan, Loss loss) {
        for (int voters : VOTERS) {
            String set = "votes-" + voters;
            int left = 0;
            int all = 0;
            for (var share : plan.shares(set).entrySet()) {
                int here = share.getValue().replicas() == null
                        ? 0
                        : share.getValue().replicas();
                all += here;
                left += loss.sites().contains(share.getKey()) ? 0 : here;
            }
            boolean majority = left > voters / 2;
            assertThat(all).as("%s of %s", set, rooms).isEqualTo(voters);
            assertThat(loss.votes().contains(set)).as("%s of %s", set, rooms).isEqualTo(!majority);
            if (!majority) {
                assertThat(plan.survival().automatic()).isFalse();
                boolean canBeAvoided = voters >= 3 && Votes.domains(rooms.list(), Rooms.scope(tier)) >= 3;
                assertThat(canBeAvoided)
                        .as("%s of %s loses its majority with %s", set, rooms, loss)
                        .isFalse();
            }
        }
        assertThat(plan.rooms().stream()
                        .filter(Room::witness)
                        .allMatch(witness -> !plan.shares("apps").containsKey(witness.site())))
                .isTrue();
    }

    /** Another number of votes, one site more or less: nothing moves but what the rules ask for. */
    @Test
    void aNewPlanMovesNothingThatItNeedNot() {
        int compared = 0;
        for (int sites : new int[] {2, 3, 5}) {
            for (Rooms rooms : layouts(sites)) {
                for (Tier tier : List.of(Tier.SameCityActiveActive, Tier.ThreeCitiesFiveCenters)) {
                    PlacementPlan first = plan(rooms, tier);
                    Map<String, Made> placed = new TreeMap<>();
                    first.components().forEach((name, one) -> placed.put(name, Made.of(one.shares())));
                    PlacementPlan second = plan(rooms.with(placed), tier);
                    first.components()
                            .keySet()
                            .forEach(name -> assertThat(second.shares(name)).isEqualTo(first.shares(name)));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    private static PlacementPlan plan(Rooms rooms, Tier tier) {
        SortedMap<String, Wish> wishes = new TreeMap<>();
        for (int voters : VOTERS) {
            wishes.put("votes-" + voters, new Wish(Wish.Kind.Votes, voters, true, Map.of()));
        }
        wishes.put("apps", new Wish(Wish.Kind.Replicas, 6, false, Map.of()));
        wishes.put("once", new Wish(Wish.Kind.Once, 0, false, Map.of()));
        return Placing.plan(rooms, tier, wishes, Graphs.of(wishes.keySet()));
    }

    /** Every way in which so many sites are in rooms of up to three cities, with no witness or any one of them. */
    private static List<Rooms> layouts(int sites) {
        List<Rooms> all = new ArrayList<>();
        int ways = (int) Math.pow(3, sites - 1);
        for (int way = 0; way < ways; way++) {
            for (int witness = -1; witness < sites; witness++) {
                int cities = way;
                int carriesVotesOnly = witness;
                List<Room> rooms = IntStream.range(0, sites)
                        .mapToObj(i -> new Room(
                                "site-" + i,
                                Optional.of("city-" + (i == 0 ? 0 : cities / (int) Math.pow(3, i - 1) % 3)),
                                Optional.of("room-" + i),
                                i == carriesVotesOnly,
                                true,
                                i == 0,
                                List.of("10." + i + ".0.0/16"),
                                false))
                        .toList();
                all.add(new Rooms(rooms, Map.of()));
            }
        }
        return all;
    }
}
