package io.mpaas.cli.leftovers;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.render.OwnedKinds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Objects of one installation that is not here any more.
 *
 * @param id of that installation; empty for claims, which carry its name only, when nothing else is left
 * @param installations its name; several if objects of one ID name several
 */
public record Leftovers(String id, SortedSet<String> installations, List<HasMetadata> objects) {
    /** Whoever made them, an installation that is there uses them by name. */
    private static final Set<String> SHARED = Set.of("release", "digest-key");

    /** What goes when: Components stop in order by themselves, then what has none, pods before what is around them. */
    public enum Part {
        Components,
        Workloads,
        Rest,
        /** Claims and passwords: only when asked for. */
        Data
    }

    public Leftovers {
        objects = objects.stream()
                .sorted(Comparator.comparing((HasMetadata object) -> object.getKind())
                        .thenComparing(object -> object.getMetadata().getName()))
                .toList();
    }

    /** One for each ID that no Installation of the namespace carries. */
    public static List<Leftovers> among(Collection<HasMetadata> objects, Collection<Installation> installations) {
        Set<String> ids =
                installations.stream().map(one -> InstallationId.of(one)).collect(Collectors.toSet());
        Set<String> names = installations.stream()
                .map(installation -> installation.getMetadata().getName())
                .collect(Collectors.toSet());
        SortedMap<String, List<HasMetadata>> byId = new TreeMap<>();
        objects.stream()
                .filter(object -> !(object instanceof PersistentVolumeClaim))
                .filter(object -> !ids.contains(label(object, Mpaas.INSTALLATION_ID_LABEL)))
                .filter(object -> installations.isEmpty() || !SHARED.contains(label(object, Mpaas.PART_LABEL)))
                .forEach(object -> byId.computeIfAbsent(
                                label(object, Mpaas.INSTALLATION_ID_LABEL), _ -> new ArrayList<>())
                        .add(object));
        objects.stream()
                .filter(PersistentVolumeClaim.class::isInstance)
                .filter(claim -> !names.contains(label(claim, Mpaas.INSTALLATION_LABEL)))
                .forEach(claim -> byId.computeIfAbsent(idOf(claim, byId), _ -> new ArrayList<>())
                        .add(claim));
        return byId.entrySet().stream()
                .map(entry -> new Leftovers(entry.getKey(), names(entry.getValue()), entry.getValue()))
                .toList();
    }

    private static String idOf(HasMetadata claim, Map<String, List<HasMetadata>> byId) {
        String name = label(claim, Mpaas.INSTALLATION_LABEL);
        return byId.entrySet().stream()
                .filter(entry -> names(entry.getValue()).contains(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static SortedSet<String> names(Collection<HasMetadata> objects) {
        return objects.stream()
                .map(object -> label(object, Mpaas.INSTALLATION_LABEL))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The objects of one part. */
    public List<HasMetadata> of(Part part) {
        return objects.stream().filter(object -> part(object) == part).toList();
    }

    public static Part part(HasMetadata object) {
        if (object instanceof Component) {
            return Part.Components;
        }
        if (object instanceof PersistentVolumeClaim || "credentials".equals(label(object, Mpaas.PART_LABEL))) {
            return Part.Data;
        }
        return OwnedKinds.runs(object) ? Part.Workloads : Part.Rest;
    }

    /** {@code 3 Deployments, 1 Job}. */
    public static String count(Collection<HasMetadata> objects) {
        SortedMap<String, Long> kinds = objects.stream()
                .collect(Collectors.groupingBy(HasMetadata::getKind, TreeMap::new, Collectors.counting()));
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + plural(kind.getKey(), kind.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String plural(String kind, long number) {
        return number == 1 ? kind : kind + "s";
    }

    private static String label(HasMetadata object, String name) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(name, "");
    }
}
