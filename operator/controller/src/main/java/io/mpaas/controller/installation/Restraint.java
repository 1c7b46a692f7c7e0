package io.mpaas.controller.installation;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Verdict;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a blueprint is held back for now.
 *
 * <pre>
 *   spec.paused                  updates and removals
 *   rollout.onFailure: Rollback  removals of what is Ready, until all else is carried out: so hardly anything has to come back
 * </pre>
 *
 * @param installation as it was read
 */
record Restraint(Installation installation) {
    /**
     * Whether writing a blueprint would change the content of what is there, take something away, or make again what was there once: then
     * a spec that is out of date hurts.
     */
    boolean changesWhatIs(Blueprint blueprint, Map<String, Component> existing) {
        boolean carriedOutBefore =
                installation.getStatus() != null && installation.getStatus().observedGeneration() != null;
        boolean makesAgain = carriedOutBefore
                && !existing.keySet().containsAll(blueprint.components().keySet());
        return makesAgain || changesOrRemoves(blueprint, existing);
    }

    private boolean changesOrRemoves(Blueprint blueprint, Map<String, Component> existing) {
        boolean removes = removes(blueprint, existing);
        return existing.entrySet().stream().anyMatch(entry -> {
            ComponentSpec wanted = blueprint.components().get(entry.getKey());
            if (wanted == null) {
                return (removes || goesAtOnce(entry.getValue()))
                        ? !entry.getValue().isMarkedForDeletion()
                        : changesPods(entry.getValue());
            }
            ComponentSpec now = entry.getValue().getSpec();
            return changesPods(now, whileItWaits(now, wanted));
        });
    }

    boolean updates() {
        return !installation.getSpec().updatesWait();
    }

    /** Whether what the blueprint does not have is removed now. */
    boolean removes(Blueprint blueprint, Map<String, Component> existing) {
        return updates() && (!installation.getSpec().takesBack() || isCarriedOut(blueprint, existing));
    }

    /**
     * What is certainly not Ready and is nothing that is to come back: while it stayed it would hold the rest. And an undo Job, before its
     * Job runs again.
     */
    boolean goesAtOnce(Component surplus) {
        ComponentStatus status = Neighbour.status(surplus);
        boolean unready = Conditions.verdict(status.conditions(), Conditions.Type.Ready) == Verdict.False;
        boolean neverServed = status.readyAt() == null && !InstallationView.toStop(installation);
        if (surplus.getSpec().undoes().isPresent()) {
            return updates();
        }
        return updates() && unready && (neverServed || Neighbour.holdsOthers(surplus) || Asked.goesBack(installation));
    }

    private static boolean isCarriedOut(Blueprint blueprint, Map<String, Component> existing) {
        return blueprint.components().entrySet().stream()
                .allMatch(entry -> isAt(existing.get(entry.getKey()), entry.getValue()));
    }

    private static boolean isAt(@Nullable Component component, ComponentSpec wanted) {
        return component != null
                && !component.isMarkedForDeletion()
                && component.getSpec().rolloutHash().equals(wanted.rolloutHash())
                && wanted.rolloutHash().equals(Neighbour.status(component).rolloutHash());
    }

    /** Whether a component that the blueprint does not have, and that stays for now, is to be started or stopped. */
    boolean changesPods(Component surplus) {
        ComponentSpec now = surplus.getSpec();
        return !surplus.isMarkedForDeletion() && changesPods(now, asTheWhole(now));
    }

    /** A component whose update waits keeps its spec: so it can be scaled, restarted, stopped and started as it is. */
    ComponentSpec whileItWaits(ComponentSpec now, ComponentSpec wanted) {
        return updates() || now.rolloutHash().equals(wanted.rolloutHash()) ? wanted : asTheWhole(now);
    }

    /** As it is, running or stopped like all else. */
    ComponentSpec asTheWhole(ComponentSpec now) {
        return now.withState(InstallationView.toStop(installation) ? RunState.Stopped : null);
    }

    private static boolean changesPods(ComponentSpec now, ComponentSpec wanted) {
        return !wanted.contentHash().equals(now.contentHash())
                || wanted.state() != now.state()
                || !Objects.equals(wanted.recommendedReplicas(), now.recommendedReplicas());
    }
}
