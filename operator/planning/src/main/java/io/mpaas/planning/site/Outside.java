package io.mpaas.planning.site;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.planning.rooms.Room;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A Site that is Out: a person's word, never the consequence of a silence. */
public final class Outside {
    private Outside() {}

    /** The Sites of an Installation that are Out, in the order of its spec. */
    public static List<SiteReference> all(Installation installation) {
        return installation.getSpec().sites().stream()
                .filter(site -> site.state() == SiteState.Out)
                .toList();
    }

    /** Their names; none without an Installation. */
    public static Set<String> names(Optional<Installation> installation) {
        return installation.map(Outside::all).orElse(List.of()).stream()
                .map(SiteReference::name)
                .collect(Collectors.toSet());
    }

    /** Whether all of its Sites are: then nothing of it counts. */
    public static boolean everywhere(Installation installation) {
        List<SiteReference> named = installation.getSpec().sites();
        return !named.isEmpty() && all(installation).size() == named.size();
    }

    /** For people: {@code Site room-b is Out (flooded)}. */
    public static String words(SiteReference site) {
        String reason = site.reason();
        return "Site " + site.name() + " is Out" + (reason == null || reason.isBlank() ? "" : " (" + reason + ")");
    }

    /** Why nothing is made for an Installation whose only Site is Out from the beginning: it could not be checked. */
    public static String notBegun(SiteReference site) {
        return words(site) + ": nothing is made before it is In and its checks have passed";
    }

    /** Why a spec is not carried out, if it says so of the operator's own cluster. */
    public static Optional<ReportedProblem> refused(Installation installation, Rooms rooms) {
        return all(installation).stream()
                .filter(site -> rooms.list().stream()
                        .filter(room -> room.site().equals(site.name()))
                        .anyMatch(Room::own))
                .findFirst()
                .map(
                        site -> new ReportedProblem(
                                Problems.ERROR,
                                Problems.Reason.InvalidValue.name(),
                                "spec.sites",
                                "Site " + site.name()
                                        + " is the operator's own cluster, which cannot be Out: stop the Installation instead"));
    }

    /** For people: {@code Site room-a is Out; Site room-b is Out (flooded)}. */
    public static String words(List<SiteReference> sites) {
        return sites.stream().map(Outside::words).collect(Collectors.joining("; "));
    }

    /** The Sites that the deletion of an Installation goes on without: each is decided once, and written on it. */
    public static SortedSet<String> leftBehind(Installation installation) {
        String written = installation.getMetadata().getAnnotations() == null || !installation.isMarkedForDeletion()
                ? null
                : installation.getMetadata().getAnnotations().get(Mpaas.LEFT_BEHIND_ANNOTATION);
        return written == null ? new TreeSet<>() : new TreeSet<>(List.of(written.split(",")));
    }
}
