package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.Quorum;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether {@code spec.components.x.placement} can be carried out, and is no worse than what the sites allow. */
public final class WishCheck {
    private final Rooms rooms;
    private final Room.Scope scope;
    private final String path;
    private final Problems problems;

    private WishCheck(Rooms rooms, Tier tier, String path, Problems problems) {
        this.rooms = rooms;
        this.scope = Rooms.scope(tier);
        this.path = path;
        this.problems = problems;
    }

    /**
     * Says everything that is wrong with it.
     *
     * @param path of the component's settings
     */
    public static void check(Rooms rooms, Tier tier, Asked asked, String path, Problems problems) {
        if (!asked.wish().wanted().isEmpty()) {
            new WishCheck(rooms, tier, path + ".placement", problems).wanted(asked.wish(), asked);
        }
    }

    /**
     * What is asked for.
     *
     * @param number replicas that the Installation or the tier asks for
     * @param byHand whether the Installation says so
     */
    public record Asked(Wish wish, int number, boolean byHand) {}

    private void wanted(Wish wish, Asked asked) {
        if (!rooms.several()) {
            error("there is one site only, and all of it is there: remove this, or name more Sites (spec.sites)");
            return;
        }
        wish.wanted().forEach((site, number) -> {
            Optional<Room> room =
                    rooms.list().stream().filter(one -> one.site().equals(site)).findFirst();
            if (room.isEmpty()) {
                problems.error(
                        Problems.Reason.InvalidValue,
                        path + "." + site,
                        "spec.sites does not name it: "
                                + String.join(", ", rooms.names().toList()));
            } else if (number > Ordinals.RANGE && wish.ordinals()) {
                problems.error(
                        Problems.Reason.InvalidValue,
                        path + "." + site,
                        "a StatefulSet has at most " + Ordinals.RANGE + " members in one of several sites");
            } else {
                room(wish, room.get(), number);
            }
        });
        switch (wish.kind()) {
            case Votes -> votes(wish, asked);
            case Replicas -> sum(wish, asked);
            case Once -> error("a Job runs once, in the first site that is not a witness: remove this");
            case Everywhere -> {}
        }
    }

    private void room(Wish wish, Room room, int number) {
        boolean tooMuch = wish.kind() == Wish.Kind.Replicas && room.witness() && number > 0;
        if (tooMuch) {
            problems.error(
                    Problems.Reason.InvalidValue,
                    path + "." + room.site(),
                    "Site " + room.site() + " is a witness, which carries votes only: put its replicas elsewhere");
        }
        if (wish.kind() == Wish.Kind.Everywhere && !room.witness()) {
            problems.error(
                    Problems.Reason.InvalidValue,
                    path + "." + room.site(),
                    "a DaemonSet is in every Site that is not a witness: name witnesses only");
        }
    }

    private void sum(Wish wish, Asked asked) {
        int sum = wish.wanted().values().stream().mapToInt(Integer::intValue).sum();
        if (asked.byHand() && sum != asked.number()) {
            error("its numbers sum up to " + sum + ", and replicas is " + asked.number() + ": make them agree");
        } else if (sum == 0) {
            error("it would run nowhere: give a site at least one replica");
        }
    }

    private void votes(Wish wish, Asked asked) {
        int sum = wish.wanted().values().stream().mapToInt(Integer::intValue).sum();
        if (sum != asked.number()) {
            error("a voting set of " + asked.number() + " is split here into " + sum + ": make the numbers agree");
            return;
        }
        Map<String, Integer> best = Votes.split(sum, rooms, scope, Map.of());
        int most = most(wish.wanted());
        if (most >= Quorum.majority(sum) && most(best) < Quorum.majority(sum)) {
            error("the loss of one " + scope.name().toLowerCase(java.util.Locale.ROOT)
                    + " would take the majority of its " + sum + " votes, which these sites can avoid: at most "
                    + (Quorum.majority(sum) - 1) + " in each");
        }
    }

    /** Most votes of one failure domain. */
    private int most(Map<String, Integer> shares) {
        Map<String, Integer> domains = new TreeMap<>();
        rooms.list()
                .forEach(room -> domains.merge(room.domain(scope), shares.getOrDefault(room.site(), 0), Integer::sum));
        return domains.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private void error(String message) {
        problems.error(Problems.Reason.InvalidValue, path, message);
    }
}
