package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.WaitingFor;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
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
        Conditions.Pen conditions = new Conditions.Pen(generation, before.conditions(), now);
        boolean same = is(before, stage.reason()) && before.waitingFor().isEmpty() == users.isEmpty();
        Verdict available = stage.reason() == Reason.SiteUnknown
                ? Verdict.Unknown
                : users.isEmpty()
                        ? Verdict.False
                        : Verdict.of(Conditions.isTrue(before.conditions(), Conditions.Type.Available));
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
                        conditions.of(Conditions.Type.Available, available, stage.reason(), message),
                        conditions.of(Conditions.Type.Ready, Verdict.False, stage.reason(), message)),
                before.starts());
    }

    /**
     * A component that nothing is done about: that it serves is what it said last, unless its cluster is silent; whether it is as
     * asked for nobody knows.
     */
    public static ComponentStatus leftAlone(
            ComponentStatus before, long generation, Reason reason, String message, Instant now) {
        Verdict available = reason == Reason.SiteUnknown
                ? Verdict.Unknown
                : Conditions.verdict(before.conditions(), Conditions.Type.Available);
        Conditions.Pen conditions = new Conditions.Pen(generation, before.conditions(), now);
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
                        conditions.of(Conditions.Type.Available, available, reason, message),
                        conditions.of(Conditions.Type.Ready, Verdict.Unknown, reason, message)),
                before.starts());
    }

    /** What it waits for before it stops: components, or else the sentences of the wait. */
    static String waits(Step.Wait wait, String names) {
        return wait.dependencies().isEmpty()
                ? "stops later: " + String.join("; ", wait.others())
                : "stops after" + names;
    }
}
