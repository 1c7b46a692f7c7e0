package io.mpaas.planning.review;

import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.graph.CriticalPath;
import io.mpaas.graph.Edge;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules by which a difference is a risk. Each compares the new Release with the old one and is silent about what was so before.
 * A tier of one node survives nothing anyway and is left out.
 */
final class Risks {
    private static final Set<Tier> HIGHLY_AVAILABLE = EnumSet.complementOf(EnumSet.of(Tier.SingleNode));

    private final Side before;
    private final Side after;
    private final List<FieldChange> images;

    private Risks(Side before, Side after, List<FieldChange> images) {
        this.before = before;
        this.after = after;
        this.images = images;
    }

    /**
     * Sorted by kind, then component.
     *
     * @param images of each component, the images that are new in it
     */
    static List<Risk> of(Side before, Side after, java.util.Map<String, List<FieldChange>> images) {
        List<Risk> risks = new ArrayList<>();
        Risks rules = new Risks(before, after, List.of());
        after.graph().nodes().forEach(name -> rules.singlePoint(name).ifPresent(risks::add));
        after.graph().edges().forEach(edge -> rules.weaker(edge).ifPresent(risks::add));
        rules.longerStart().ifPresent(risks::add);
        images.forEach((name, changes) ->
                new Risks(before, after, changes).notPinned(name).ifPresent(risks::add));
        risks.sort(java.util.Comparator.comparing(Risk::kind).thenComparing(Risk::component));
        return List.copyOf(risks);
    }

    private Optional<Risk> singlePoint(String name) {
        int dependants = after.runtimeDependants(name);
        String tiers = HIGHLY_AVAILABLE.stream()
                .filter(tier -> isSinglePoint(after, name, tier) && !isSinglePoint(before, name, tier))
                .map(Tier::name)
                .collect(Collectors.joining(", "));
        return tiers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Risk(
                        Risk.Kind.SinglePoint,
                        name,
                        name + " runs once (" + tiers + "), and " + count(dependants, "component")
                                + " cannot serve without"
                                + " it: give it more replicas, or make the dependency optional"));
    }

    private static boolean isSinglePoint(Side side, String name, Tier tier) {
        return side.replicas(name, tier).filter(replicas -> replicas == 1).isPresent()
                && side.runtimeDependants(name) > 0;
    }

    private Optional<Risk> weaker(Edge edge) {
        String tiers = HIGHLY_AVAILABLE.stream()
                .filter(tier -> isWeaker(after, edge, tier) && !wasWeaker(edge, tier))
                .map(tier -> tier + " " + after.replicas(edge.dependant(), tier).orElse(0) + " on "
                        + after.replicas(edge.dependency(), tier).orElse(0))
                .collect(Collectors.joining(", "));
        return tiers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Risk(
                        Risk.Kind.WeakerDependency,
                        edge.dependant(),
                        edge.dependant() + " runs more than once and needs " + edge.dependency() + " ("
                                + edge.kindsText() + "), which runs once: " + tiers));
    }

    private boolean wasWeaker(Edge edge, Tier tier) {
        return before.graph().edges().stream()
                .filter(old -> old.dependant().equals(edge.dependant())
                        && old.dependency().equals(edge.dependency()))
                .anyMatch(old -> isWeaker(before, old, tier));
    }

    private static boolean isWeaker(Side side, Edge edge, Tier tier) {
        return edge.hard()
                && side.replicas(edge.dependant(), tier)
                        .filter(count -> count > 1)
                        .isPresent()
                && side.replicas(edge.dependency(), tier)
                        .filter(count -> count == 1)
                        .isPresent();
    }

    private Optional<Risk> longerStart() {
        CriticalPath old = before.criticalPath();
        CriticalPath now = after.criticalPath();
        return now.length() <= old.length()
                ? Optional.empty()
                : Optional.of(new Risk(
                        Risk.Kind.LongerStart,
                        "",
                        "a start takes " + now.length() + "s instead of " + old.length() + "s: "
                                + String.join(" → ", now.nodes())));
    }

    private Optional<Risk> notPinned(String name) {
        Set<String> tags = new HashSet<>();
        images.stream()
                .flatMap(change -> Optional.ofNullable(change.after()).stream())
                .filter(image -> !image.contains("@sha256:"))
                .forEach(tags::add);
        return tags.isEmpty()
                ? Optional.empty()
                : Optional.of(new Risk(
                        Risk.Kind.ImageNotPinned,
                        name,
                        name + " has an image without a digest: "
                                + tags.stream().sorted().collect(Collectors.joining(", "))));
    }

    private static String count(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
