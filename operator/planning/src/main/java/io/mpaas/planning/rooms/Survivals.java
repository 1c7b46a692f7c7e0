package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.planning.value.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges a plan by its tier. */
final class Survivals {
    private static final int SHOWN = 5;

    private final Rooms rooms;
    private final Tier tier;

    Survivals(Rooms rooms, Tier tier) {
        this.rooms = rooms;
        this.tier = tier;
    }

    Survival of(List<Loss> losses) {
        Survival survival = whileAllAreIn(losses);
        return rooms.out().isEmpty() || survival.automatic()
                ? survival
                : new Survival(
                        false,
                        Reason.SiteOut,
                        "while Site " + String.join(", ", rooms.out()) + " is Out, " + survival.words());
    }

    private Survival whileAllAreIn(List<Loss> losses) {
        Optional<String> missing = notReached();
        if (missing.isPresent()) {
            return new Survival(false, Reason.TierNotReached, missing.get());
        }
        return losses.stream()
                .filter(loss -> !loss.votes().isEmpty())
                .findFirst()
                .map(this::withoutMajority)
                .or(() -> losses.stream()
                        .filter(loss -> !loss.isSurvived())
                        .findFirst()
                        .map(this::withoutReplica))
                .orElseGet(() -> new Survival(
                        true,
                        Reason.EveryLossSurvived,
                        "after the loss of any one of "
                                + String.join(
                                        ", ", losses.stream().map(Loss::domain).toList())
                                + " everything goes on"));
    }

    private Survival withoutMajority(Loss loss) {
        boolean two = Votes.domains(rooms.list(), Rooms.scope(tier)) < 3;
        String then = two
                ? "add a third Site for votes (spec.witness), or prepare to take over by hand"
                : "give them at least 3 voters";
        return new Survival(
                false,
                two ? Reason.NoThirdZone : Reason.TooFewReplicas,
                "the loss of " + loss.domain() + " takes the majority of " + few(loss.votes()) + help(then));
    }

    private Survival withoutReplica(Loss loss) {
        return new Survival(
                false,
                Reason.TooFewReplicas,
                "the loss of " + loss.domain() + " leaves no replica of " + few(loss.replicas())
                        + help("give each at least one for every room"));
    }

    /** Of use only while all are there. */
    private String help(String words) {
        return rooms.out().isEmpty() ? ": " + words : "";
    }

    /** What the sites are too few for. */
    private Optional<String> notReached() {
        int carriers = Votes.domains(rooms.carriers(), Room.Scope.Room);
        long cities = Votes.domains(rooms.list(), Room.Scope.City);
        int all = Votes.domains(rooms.list(), Room.Scope.Room);
        Stream<Optional<String>> needs = switch (tier) {
            case SingleNode, SingleRoom -> Stream.of();
            case SameCityActiveActive -> Stream.of(need(carriers, 2, "rooms that are not witnesses"));
            case TwoCitiesThreeCenters -> Stream.of(need(all, 3, "rooms"), need((int) cities, 2, "cities"));
            case ThreeCitiesFiveCenters -> Stream.of(need(all, 5, "rooms"), need((int) cities, 3, "cities"));
        };
        List<String> missing = needs.flatMap(Optional::stream).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("tier " + tier + " needs " + String.join(" and ", missing)
                        + ": add Sites (spec.sites), or set the tier that they allow");
    }

    private static Optional<String> need(int have, int needed, String what) {
        return have >= needed ? Optional.empty() : Optional.of(needed + " " + what + " (there are " + have + ")");
    }

    private static String few(List<String> names) {
        String first = String.join(", ", names.stream().limit(SHOWN).toList());
        return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
    }
}
