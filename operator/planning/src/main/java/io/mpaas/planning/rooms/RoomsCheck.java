package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.planning.value.AddressRange;
import io.mpaas.planning.value.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the sites that an Installation names, beside each Site's own state. */
public final class RoomsCheck {
    private static final String FIELD = "spec.sites";

    private final Rooms rooms;
    private final Problems problems;

    private RoomsCheck(Rooms rooms, Problems problems) {
        this.rooms = rooms;
        this.problems = problems;
    }

    /** Says everything that is wrong; nothing is, where there is one site. */
    public static void check(InstallationSpec spec, Rooms rooms, Problems problems) {
        if (rooms.several()) {
            RoomsCheck check = new RoomsCheck(rooms, problems);
            check.tier(spec.tier());
            check.known();
            check.ranges();
        }
    }

    private void tier(@org.jspecify.annotations.Nullable Tier tier) {
        if (tier == Tier.SingleNode || tier == Tier.SingleRoom) {
            problems.error(
                    Problems.Reason.InvalidValue,
                    FIELD,
                    "tier " + tier + " runs in one site: name one, or set tier to SameCityActiveActive");
        }
        if (rooms.carriers().isEmpty()) {
            problems.error(
                    Problems.Reason.InvalidValue,
                    FIELD,
                    "every Site is a witness, which carries votes only: name one that is not");
        }
    }

    private void known() {
        for (int i = 0; i < rooms.list().size(); i++) {
            Room room = rooms.list().get(i);
            if (!room.known()) {
                problems.error(
                        Problems.Reason.InvalidValue,
                        path(i),
                        "there is no Site " + room.site() + " in this namespace: apply it, or correct the name");
            } else if (room.cidrs().isEmpty()) {
                problems.error(
                        Problems.Reason.InvalidValue,
                        path(i),
                        "Site " + room.site() + " does not say from which address ranges its pods are: set its"
                                + " spec.network.cidrs, for the other sites are told addresses from there only");
            }
        }
    }

    /** An address range of one site, and where it was named. */
    private record Named(String site, AddressRange range) {}

    private void ranges() {
        List<Named> all = new ArrayList<>();
        for (int i = 0; i < rooms.list().size(); i++) {
            Room room = rooms.list().get(i);
            for (String text : room.cidrs()) {
                Optional<AddressRange> range = AddressRange.parse(text);
                if (range.isEmpty()) {
                    problems.error(
                            Problems.Reason.InvalidValue,
                            path(i),
                            "Site " + room.site() + " spec.network.cidrs: \"" + text
                                    + "\" is not a valid address range, such as 10.8.0.0/14");
                } else {
                    overlap(all, new Named(room.site(), range.get()), path(i));
                }
            }
        }
    }

    private void overlap(List<Named> before, Named added, String path) {
        before.stream()
                .filter(other ->
                        !other.site().equals(added.site()) && other.range().overlaps(added.range()))
                .forEach(other -> problems.error(
                        Problems.Reason.InvalidValue,
                        path,
                        "pods of Site " + added.site() + " (" + added.range().text() + ") and of Site " + other.site()
                                + " (" + other.range().text()
                                + ") may have the same addresses: give each site a range of its own"));
        before.add(added);
    }

    private static String path(int index) {
        return FIELD + "[" + index + "]";
    }
}
