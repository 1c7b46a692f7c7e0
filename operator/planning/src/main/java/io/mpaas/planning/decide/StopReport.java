package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.WaitingFor;
import java.time.Instant;
import java.util.List;

/** What to say about a component that is being stopped. */
public final class StopReport {
    /** A dependant whose pods may still be there. */
    public static final String NOT_GONE = "NotGone";

    private StopReport() {}

    public static ComponentStatus of(
            ComponentStatus before, long generation, List<WaitingFor> users, String message, Instant now) {
        boolean same =
                before.phase() == ComponentPhase.Stopping && before.waitingFor().isEmpty() == users.isEmpty();
        boolean available = !users.isEmpty() && Conditions.isTrue(before.conditions(), Conditions.Type.Available);
        return new ComponentStatus(
                generation,
                ComponentPhase.Stopping,
                message,
                users,
                List.of(),
                before.replicas(),
                before.readyReplicas(),
                before.selector(),
                before.ready(),
                before.rolloutHash(),
                before.restart(),
                same ? before.since() : Conditions.time(now),
                before.startedAt(),
                before.readyAt(),
                List.of(
                        Conditions.of(
                                Conditions.Type.Available,
                                available,
                                Reason.Stopping,
                                message,
                                generation,
                                before.conditions(),
                                now),
                        Conditions.of(
                                Conditions.Type.Ready,
                                false,
                                Reason.Stopping,
                                message,
                                generation,
                                before.conditions(),
                                now)),
                before.starts());
    }

    /** A component that nothing is done about: what it says of itself is what it said last. */
    public static ComponentStatus leftAlone(
            ComponentStatus before, long generation, Reason reason, String message, Instant now) {
        boolean available = Conditions.isTrue(before.conditions(), Conditions.Type.Available);
        return new ComponentStatus(
                generation,
                ComponentPhase.Unknown,
                message,
                List.of(),
                before.degradedBy(),
                before.replicas(),
                before.readyReplicas(),
                before.selector(),
                before.ready(),
                before.rolloutHash(),
                before.restart(),
                before.phase() == ComponentPhase.Unknown ? before.since() : Conditions.time(now),
                before.startedAt(),
                before.readyAt(),
                List.of(
                        Conditions.of(
                                Conditions.Type.Available,
                                available,
                                reason,
                                message,
                                generation,
                                before.conditions(),
                                now),
                        Conditions.of(
                                Conditions.Type.Ready, false, reason, message, generation, before.conditions(), now)),
                before.starts());
    }
}
