package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.WaitingFor;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import java.time.Instant;
import java.util.List;

/** What to say about a component that is being stopped. */
public final class StopReport {
    /** A dependant whose pods may still be there. */
    public static final String NOT_GONE = "NotGone";

    private StopReport() {}

    /**
     * Where a stop is.
     *
     * @param reason {@link Reason#Stopping}, or what keeps it from going on: then no time of its own runs
     * @param users for whom it waits
     */
    public record Stage(Reason reason, List<WaitingFor> users, String message) {}

    /** Whether that status says that the component stops its own pods, since {@link ComponentStatus#since()}. */
    static boolean isItsTurn(ComponentStatus status) {
        return status.waitingFor().isEmpty() && is(status, Reason.Stopping);
    }

    private static boolean is(ComponentStatus status, Reason reason) {
        return status.phase() == ComponentPhase.Stopping
                && Conditions.find(status.conditions(), Conditions.Type.Ready)
                        .filter(ready -> reason.name().equals(ready.getReason()))
                        .isPresent();
    }

    /** A list of users that only became shorter is no news. */
    public static boolean isNews(ComponentStatus before, Stage stage) {
        boolean turn = before.waitingFor().isEmpty() != stage.users().isEmpty();
        boolean words = stage.users().isEmpty() && !stage.message().equals(before.message());
        return !is(before, stage.reason()) || turn || words;
    }

    public static ComponentStatus of(ComponentStatus before, long generation, Stage stage, Instant now) {
        List<WaitingFor> users = stage.users();
        String message = stage.message();
        boolean same = is(before, stage.reason()) && before.waitingFor().isEmpty() == users.isEmpty();
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
                                stage.reason(),
                                message,
                                generation,
                                before.conditions(),
                                now),
                        Conditions.of(
                                Conditions.Type.Ready,
                                false,
                                stage.reason(),
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
