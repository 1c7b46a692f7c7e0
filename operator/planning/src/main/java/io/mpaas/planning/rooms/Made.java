package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Quorum;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a component has been given, and how far that is.
 *
 * @param placed site → what is there; a number of replicas everywhere, of what has one
 * @param settled of a voting set, whether every member that is to be there is Ready, at what is asked for now; of others always
 * @param present of the sites that are left, those that have something of it
 */
public record Made(SortedMap<String, Placement> placed, boolean settled, Set<String> present) {
    /** It was not made yet. */
    public static final Made NOTHING = new Made(new TreeMap<>(), false, Set.of());

    public Made {
        placed = Collections.unmodifiableSortedMap(new TreeMap<>(placed));
        present = Set.copyOf(present);
    }

    /** All of it is there. */
    static Made of(SortedMap<String, Placement> placed) {
        return new Made(placed, true, placed.keySet());
    }

    /** The same, as far as it matters where these sites are left. */
    Made in(Collection<String> left) {
        return new Made(placed, settled, present.stream().filter(left::contains).collect(Collectors.toSet()));
    }

    /**
     * Reads a Component.
     *
     * @param own the Site of the operator's own cluster, where all is of one that names no site
     */
    static Made of(Component component, Optional<String> own) {
        ComponentSpec spec = component.getSpec();
        ComponentStatus status = Objects.requireNonNullElse(component.getStatus(), ComponentStatus.EMPTY);
        SortedMap<String, Placement> placed = new TreeMap<>();
        spec.placement()
                .forEach((site, share) -> placed.put(
                        site,
                        new Placement(share.replicas() == null ? spec.replicas() : share.replicas(), share.start())));
        if (placed.isEmpty()) {
            own.ifPresent(site -> placed.put(site, new Placement(spec.replicas(), null)));
        }
        boolean ready = Objects.equals(
                        status.observedGeneration(), component.getMetadata().getGeneration())
                && Conditions.isTrue(status.conditions(), Conditions.Type.Ready);
        Set<String> present = spec.inSeveralSites() ? status.sites().keySet() : Set.copyOf(placed.keySet());
        return new Made(placed, !Quorum.votes(spec) || (ready && isComplete(spec, status)), present);
    }

    /** Ready may be less than all: a majority of a voting set. */
    private static boolean isComplete(ComponentSpec spec, ComponentStatus status) {
        if (!spec.inSeveralSites()) {
            return spec.replicas() == null || all(spec.replicas()).equals(status.ready());
        }
        return spec.placement().entrySet().stream()
                .filter(share ->
                        share.getValue().replicas() != null && share.getValue().replicas() > 0)
                .allMatch(share ->
                        isComplete(spec, share.getValue(), status.sites().get(share.getKey())));
    }

    private static boolean isComplete(ComponentSpec spec, Placement share, @Nullable ComponentSite site) {
        return site != null
                && site.unknown() == null
                && spec.contentHash().equals(site.content())
                && all(Objects.requireNonNullElse(share.replicas(), 0)).equals(site.ready());
    }

    private static String all(int replicas) {
        return replicas + "/" + replicas;
    }

    /** Replicas of each site. */
    Map<String, Integer> numbers() {
        return placed.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        share -> Objects.requireNonNullElse(share.getValue().replicas(), 0)));
    }
}
