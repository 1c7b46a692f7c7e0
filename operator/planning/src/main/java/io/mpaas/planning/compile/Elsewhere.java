package io.mpaas.planning.compile;

import io.mpaas.api.v1alpha1.ComponentContent.Spread;
import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.WantedShare;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.planning.check.InstallationCheck;
import io.mpaas.planning.rooms.PlacementPlan;
import io.mpaas.planning.rooms.Placing;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.rooms.RoomsCheck;
import io.mpaas.planning.rooms.Wish;
import io.mpaas.planning.rooms.WishCheck;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is different for components that do not, or not only, run in the operator's own cluster. */
final class Elsewhere {
    private final CompileInput input;
    private final Rooms rooms;
    private final ReleaseSpec release;
    private final Problems problems;
    private final Optional<PlacementPlan> plan;

    Elsewhere(CompileInput input, ReleaseSpec release, DependencyGraph graph, Problems problems) {
        this.input = input;
        this.rooms = input.facts().rooms();
        this.release = release;
        this.problems = problems;
        RoomsCheck.check(input.spec(), rooms, problems);
        SortedMap<String, Wish> wishes = wishes(graph);
        this.plan = rooms.several() && !problems.hasErrors()
                ? Optional.of(Placing.plan(rooms, input.tier(), wishes, graph))
                : Optional.empty();
        plan.ifPresent(this::check);
        plan.map(PlacementPlan::survival)
                .filter(survival -> !survival.automatic())
                .ifPresent(survival -> problems.warning(
                        Problems.Reason.NoAutoFailover,
                        "spec.sites",
                        "AutoFailover is False (" + survival.reason() + "): " + survival.words()));
    }

    /** What is placed has to fit; and data does not move by itself. */
    private void check(PlacementPlan placed) {
        placed.components().forEach((name, one) -> {
            String path = InstallationCheck.path(name);
            boolean tooMany = one.wish().ordinals()
                    && one.shares().values().stream().anyMatch(share -> replicas(share) > PlacementPlan.MOST_MEMBERS);
            if (tooMany) {
                problems.error(
                        Problems.Reason.InvalidValue,
                        path + ".replicas",
                        "a StatefulSet has at most " + PlacementPlan.MOST_MEMBERS
                                + " members in one of several sites: name more Sites, or fewer replicas");
            }
            if (one.wish().stays() && one.wish().wanted().isEmpty()) {
                rooms.of(name).placed().forEach((site, before) -> {
                    if (replicas(before) > 0 && !carries(site)) {
                        refuseToLeave(site, name);
                    }
                });
            }
            if (one.moving()) {
                problems.warning(
                        Problems.Reason.MembersMove,
                        path,
                        "the members of " + name
                                + " go to where they are to be one at a time, the next when all are Ready");
            }
        });
    }

    /** Whether a site is named, and not for votes alone. */
    private boolean carries(String site) {
        return rooms.list().stream().anyMatch(room -> room.site().equals(site) && !room.witness());
    }

    private void refuseToLeave(String site, String component) {
        problems.error(
                Problems.Reason.InvalidValue,
                "spec.sites",
                component + " has data in Site " + site
                        + ", where it would not run any more, and data does not move by itself: copy it, then say where its"
                        + " replicas are to be (spec.components." + component + ".placement)");
    }

    private static int replicas(Placement share) {
        return share.replicas() == null ? 0 : share.replicas();
    }

    /** Where everything runs, if that is in several sites. */
    Optional<PlacementPlan> plan() {
        return plan;
    }

    /** How replicas spread there. */
    Optional<Spread> spread() {
        return rooms.several()
                ? Optional.of(Spread.Sites)
                : rooms.onlyElsewhere().map(_ -> Spread.Site);
    }

    Map<String, Placement> placement(String component) {
        return plan.<Map<String, Placement>>map(all -> all.shares(component))
                .or(() -> rooms.onlyElsewhere().map(name -> Map.of(name, Placement.ALL)))
                .orElse(Map.of());
    }

    /** Replicas in all, where they are in several sites. */
    Optional<Integer> total(String component) {
        return plan.flatMap(all -> all.total(component));
    }

    /** Names by which the members of a voting set know each other, where they are not numbered from 0 on. */
    List<String> members(String component) {
        ReleaseComponent released = release.components().get(component);
        if (plan.isEmpty() || released == null || released.quorum() == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        placement(component).forEach((_, share) -> {
            int start = share.start() == null ? 0 : share.start();
            int number = share.replicas() == null ? 0 : share.replicas();
            for (int ordinal = start; ordinal < start + number; ordinal++) {
                names.add(component + "-" + ordinal + "." + ObjectNames.peers(component));
            }
        });
        return names;
    }

    void refuseManifests(String component) {
        List<String> others = rooms.list().stream()
                .filter(room -> !room.own())
                .map(room -> room.site())
                .toList();
        if (!others.isEmpty()) {
            problems.error(
                    Problems.Reason.NotForThisType,
                    InstallationCheck.path(component),
                    "Manifests are applied in the operator's own cluster only, so far, and Site "
                            + String.join(", ", others)
                            + " is another one: set skip to true, and apply them there by hand");
        }
    }

    private SortedMap<String, Wish> wishes(DependencyGraph graph) {
        SortedMap<String, Wish> wishes = new TreeMap<>();
        for (String name : graph.nodes()) {
            ReleaseComponent component = release.components().get(name);
            ComponentSettings settings = input.settings(name);
            if (component != null && settings.external() == null && component.type() != WorkloadType.Manifests) {
                wishes.put(name, wish(name, component, settings));
            }
        }
        return wishes;
    }

    private Wish wish(String name, ReleaseComponent component, ComponentSettings settings) {
        Map<String, Integer> wanted = new TreeMap<>();
        settings.placement().forEach((site, share) -> wanted.put(site, replicas(share)));
        int sum = wanted.values().stream().mapToInt(Integer::intValue).sum();
        Integer byTier = component.replicas().get(input.tier().name());
        int asked = settings.replicas() != null ? settings.replicas() : byTier == null ? 0 : byTier;
        Wish.Kind kind = kind(component);
        boolean byHand = kind == Wish.Kind.Replicas && sum > 0;
        boolean set = component.type() == WorkloadType.StatefulSet;
        boolean stays = set && !component.storage().isEmpty() && kind == Wish.Kind.Replicas;
        Wish wish = new Wish(kind, byHand ? sum : asked, set, stays, new TreeMap<>(wanted));
        WishCheck.check(
                rooms,
                input.tier(),
                new WishCheck.Asked(wish, asked, settings.replicas() != null),
                InstallationCheck.path(name),
                problems);
        return wish;
    }

    private static int replicas(WantedShare share) {
        return share.replicas() == null ? 0 : share.replicas();
    }

    private static Wish.Kind kind(ReleaseComponent component) {
        return switch (component.type()) {
            case Job -> Wish.Kind.Once;
            case DaemonSet -> Wish.Kind.Everywhere;
            default -> component.quorum() == null ? Wish.Kind.Replicas : Wish.Kind.Votes;
        };
    }
}
