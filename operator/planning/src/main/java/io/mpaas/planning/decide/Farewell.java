package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** What to do about a Component that is being deleted. */
public enum Farewell {
    /** It goes, with its objects, in order. */
    Stop,
    /** A person deleted it and its installation wants it: its objects go on running, and its successor takes them back. */
    ComeBack,
    /** Whether its installation still wants it is not known yet: the spec was changed a moment ago. */
    LookAgain;

    /**
     * Decides by the mark on the Component or, only without one, by the Installation as the API server has it now.
     *
     * @param id of the installation that the Component belongs to
     * @param installation reads it live; empty if there is none of that name
     */
    public static Farewell of(Component component, String id, Supplier<Optional<Installation>> installation) {
        boolean marked =
                DeletionMark.of(component).filter(mark -> mark.id().equals(id)).isPresent();
        boolean removedByOlderOperator = Boolean.TRUE.equals(component.getSpec().removed());
        if (marked || removedByOlderOperator) {
            return Stop;
        }
        Optional<Installation> live = installation.get();
        boolean claimsSoon = live.filter(it -> InstallationId.annotated(it).isEmpty()
                        && !id.equals(it.getMetadata().getUid())
                        && !it.isMarkedForDeletion())
                .isPresent();
        if (claimsSoon) {
            return LookAgain;
        }
        if (live.filter(it -> InstallationId.of(it).equals(id) && !it.isMarkedForDeletion())
                .isEmpty()) {
            return Stop;
        }
        return isCarriedOut(live.get()) ? ComeBack : LookAgain;
    }

    /** Marks are written before the status speaks of a generation: then what is not marked is wanted. */
    private static boolean isCarriedOut(Installation installation) {
        return installation.getStatus() != null
                && Objects.equals(
                        installation.getStatus().observedGeneration(),
                        installation.getMetadata().getGeneration());
    }
}
