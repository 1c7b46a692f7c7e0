package io.mpaas.planning.observe;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.Conditions;
import java.util.Objects;

/** What components look at in each other. */
public final class Neighbour {
    private Neighbour() {}

    public static ComponentStatus status(Component component) {
        return component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
    }

    public static boolean sameFacts(ComponentStatus a, ComponentStatus b) {
        return Objects.equals(a.rolloutHash(), b.rolloutHash())
                && same(a, b, Conditions.Type.Available)
                && same(a, b, Conditions.Type.Ready)
                && same(a, b, Conditions.Type.Held)
                && Objects.equals(a.restart(), b.restart())
                && a.phase() == b.phase();
    }

    private static boolean same(ComponentStatus a, ComponentStatus b, Conditions.Type type) {
        return Conditions.verdict(a.conditions(), type) == Conditions.verdict(b.conditions(), type);
    }

    /** It had been started, and failed at its present spec: no update of the installation begins meanwhile. */
    public static boolean holdsOthers(Component component) {
        return holdsOthers(component, status(component));
    }

    public static boolean holdsOthers(Component component, ComponentStatus status) {
        return status.phase() == ComponentPhase.Failed
                && status.readyAt() != null
                && Objects.equals(
                        status.observedGeneration(), component.getMetadata().getGeneration());
    }

    /** What another installation left in the namespace is no dependency and no dependant. */
    public static boolean sameInstallation(Component one, Component other) {
        return installationKey(one).equals(installationKey(other));
    }

    /** IDs are told apart in their namespace only: whoever learns one elsewhere gains nothing. */
    public static String installationKey(Component component) {
        var labels = component.getMetadata().getLabels();
        String id = labels == null ? "" : labels.getOrDefault(Mpaas.INSTALLATION_ID_LABEL, "");
        return component.getMetadata().getNamespace() + "/" + id;
    }
}
