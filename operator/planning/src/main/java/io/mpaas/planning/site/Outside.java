package io.mpaas.planning.site;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.planning.rooms.Room;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Problems;
import java.util.Optional;

/** A Site that is Out: a person's word, never the consequence of a silence. */
public final class Outside {
    private Outside() {}

    /** The Site that an Installation runs in, if it is Out. */
    public static Optional<SiteReference> of(Installation installation) {
        return installation.getSpec().sites().stream()
                .filter(site -> site.state() == SiteState.Out)
                .findFirst();
    }

    /** For people: {@code Site room-b is Out (flooded)}. */
    public static String words(SiteReference site) {
        String reason = site.reason();
        return "Site " + site.name() + " is Out" + (reason == null || reason.isBlank() ? "" : " (" + reason + ")");
    }

    /** Why a spec is not carried out, if it says so of the operator's own cluster. */
    public static Optional<ReportedProblem> refused(Installation installation, Rooms rooms) {
        return of(installation)
                .filter(site -> rooms.list().stream()
                        .filter(room -> room.site().equals(site.name()))
                        .anyMatch(Room::own))
                .map(
                        site -> new ReportedProblem(
                                Problems.ERROR,
                                Problems.Reason.InvalidValue.name(),
                                "spec.sites",
                                "Site " + site.name()
                                        + " is the operator's own cluster, which cannot be Out: stop the Installation instead"));
    }

    /** The Site that the deletion of an Installation goes on without: decided once, and written on it. */
    public static Optional<String> leftBehind(Installation installation) {
        return Optional.ofNullable(installation.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Mpaas.LEFT_BEHIND_ANNOTATION))
                .filter(_ -> installation.isMarkedForDeletion());
    }
}
