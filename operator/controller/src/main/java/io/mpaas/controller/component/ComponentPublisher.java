package io.mpaas.controller.component;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.controller.cluster.ComponentSources;
import io.mpaas.controller.cluster.Outcome;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.report.StatusWriter;
import io.mpaas.controller.skew.NewerValues;
import io.mpaas.planning.decide.OutReport;
import io.mpaas.planning.decide.StatusReport;
import io.mpaas.planning.decide.Step;
import io.mpaas.planning.decide.StopReport;
import io.mpaas.planning.decide.Turn;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.observe.Slots;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes a component's status if it says anything new, then wakes those that look at it.
 *
 * <p>A list of awaited dependencies that only became shorter, or a count of replicas, is news that can wait
 * {@value #MINOR_SECONDS} s: otherwise every component would be written once per dependency and per replica. That a count is no
 * longer above what is wanted cannot, nor that an update is blocked.
 */
final class ComponentPublisher {
    private static final int MINOR_SECONDS = 20;
    private static final int SHOWN = 5;
    /** On the way back it waits for pods of others, which wake nobody. */
    private static final Duration GOES_BACK = Duration.ofMillis(500);

    /** A Component may be seen before the Installation that it is of. */
    private static final Duration INSTALLATION_LAG = Duration.ofSeconds(5);

    private static final int MOST_CHARACTERS = 2000;

    private final Context<Component> context;
    private final DependantWaker waker;
    private final StartSlots slots;
    private final StatusWriter statuses;
    private final Clock clock;

    ComponentPublisher(
            Context<Component> context, DependantWaker waker, StartSlots slots, StatusWriter statuses, Clock clock) {
        this.context = context;
        this.waker = waker;
        this.slots = slots;
        this.statuses = statuses;
        this.clock = clock;
    }

    UpdateControl<Component> publish(Component component, Outcome outcome, StatusReport.Report report) {
        ComponentStatus before = Neighbour.status(component);
        ComponentStatus now = report.status();
        Optional<Duration> again =
                outcome.situation().obstacle().isPresent() ? Optional.of(Obstacle.RETRY) : report.lookAgain();
        if (outcome.again().isPresent()) {
            again = sooner(again, outcome.again().get());
        }
        if (outcome.situation().requests().goesBack()
                && outcome.step() instanceof Step.Wait wait
                && !wait.dependencies().isEmpty()) {
            again = sooner(again, GOES_BACK);
        }
        if (!before.equals(now)) {
            boolean canWait =
                    News.isMinor(before, now) && !isBlocked(outcome, before) && !endsExcess(component, before, now);
            Duration early = canWait ? untilRefresh(component) : Duration.ZERO;
            if (News.isTrouble(before, now)) {
                early = News.soonest(early, now, clock.instant());
            }
            if (early.isPositive()) {
                again = sooner(again, early);
            } else if (tell(component, before, now)) {
                again = Optional.of(Duration.ZERO);
            }
        }
        releaseSlots(component, outcome.step(), before, now);
        UpdateControl<Component> control = UpdateControl.noUpdate();
        return again.isPresent() ? control.rescheduleAfter(again.get().plusMillis(1)) : control;
    }

    /** Of one that nothing is decided about: it is nobody's, it cannot be read, or its Site is Out. */
    Optional<UpdateControl<Component>> leftAlone(Component component, Owner owner, ComponentSources sources) {
        if (sources.installation(owner).isEmpty()) {
            return Optional.of(withoutInstallation(component, owner));
        }
        List<ReportedProblem> unreadable = NewerValues.unreadable(component);
        return unreadable.isEmpty()
                ? sources.out(component, owner)
                        .map(site -> said(component, OutReport.of(component, site, clock.instant())))
                : Optional.of(unreadable(component, unreadable));
    }

    /** Nobody's: nothing is done about it. Said once it is no longer so new that its Installation may just not be seen yet. */
    private UpdateControl<Component> withoutInstallation(Component component, Owner owner) {
        Instant made = Instant.parse(component.getMetadata().getCreationTimestamp());
        Duration early = Duration.between(clock.instant(), made.plus(INSTALLATION_LAG));
        if (early.isPositive()) {
            return UpdateControl.<Component>noUpdate().rescheduleAfter(early);
        }
        return leftAlone(
                component,
                Reason.NoInstallation,
                "no Installation " + owner.installation() + " with the ID " + owner.installationId()
                        + " is here: nothing is done. `kubectl mpaas leftovers` shows the ways out");
    }

    /** Its spec has values that cannot be read: its Installation writes it again, unless that is held or rejected. */
    private UpdateControl<Component> unreadable(Component component, List<ReportedProblem> problems) {
        return leftAlone(component, Reason.Unreadable, unreadable(problems));
    }

    /** A message holds 4,096 characters. */
    static String unreadable(List<ReportedProblem> problems) {
        String text = Problems.text(problems.stream().limit(SHOWN).toList());
        String first = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
        int more = problems.size() - SHOWN;
        return "nothing is done: " + first + (more > 0 ? "\nand " + more + " more" : "");
    }

    /** What keeps the deletion from going on, unless it is said already. */
    void obstructedEnd(Component component, String message) {
        say(component, new StopReport.Stage(Reason.Obstructed, List.of(), message));
    }

    /** A stage of its deletion, if it is news. */
    void say(Component component, StopReport.Stage stage) {
        ComponentStatus before = Neighbour.status(component);
        if (StopReport.isNews(before, stage)) {
            write(component, StopReport.of(before, component.getMetadata().getGeneration(), stage, clock.instant()));
        }
    }

    /** Nothing can be decided about it at present, and why. */
    UpdateControl<Component> undecided(Component component, String message) {
        return leftAlone(component, Reason.Obstructed, message);
    }

    /**
     * Nothing can be decided about it yet.
     *
     * @param away why nothing can be done in its cluster
     * @param unavailable what cannot be told of its objects
     */
    UpdateControl<Component> notYet(
            Component component, Optional<ComponentSources.Away> away, Optional<String> unavailable) {
        return away.map(it -> leftAlone(component, it.reason(), it.words()))
                .or(() -> unavailable.map(words -> undecided(component, words)))
                .orElseGet(UpdateControl::noUpdate);
    }

    /** It does not begin to stop, or does not go on, before its cluster answers. */
    void endAway(Component component, Optional<ComponentSources.Away> away) {
        away.ifPresent(it -> say(component, new StopReport.Stage(it.reason(), List.of(), it.words())));
    }

    private UpdateControl<Component> leftAlone(Component component, Reason reason, String message) {
        ComponentStatus before = Neighbour.status(component);
        return said(
                component,
                StopReport.leftAlone(
                        before, component.getMetadata().getGeneration(), reason, message, clock.instant()));
    }

    private UpdateControl<Component> said(Component component, ComponentStatus now) {
        ComponentStatus before = Neighbour.status(component);
        boolean newer = !before.equals(now) && tell(component, before, now);
        UpdateControl<Component> control = UpdateControl.noUpdate();
        return newer ? control.rescheduleAfter(Duration.ofMillis(1)) : control;
    }

    /** Writes the status and wakes those that look at it; whether the spec changed meanwhile. */
    private boolean tell(Component component, ComponentStatus before, ComponentStatus now) {
        boolean newer = write(component, now);
        waker.published(component, before, now);
        announce(component, before, now);
        return newer;
    }

    private void releaseSlots(Component component, Step step, ComponentStatus before, ComponentStatus now) {
        boolean granted = step instanceof Step.Start || step instanceof Step.Update;
        if (granted) {
            slots.settled(component);
        }
        boolean wanted = granted || Slots.inProgress(before) || Slots.waitsForSlot(before);
        if (wanted && !Slots.inProgress(now) && !Slots.waitsForSlot(now)) {
            slots.waiting(context.getPrimaryCache(), component).forEach(waker::wake);
        }
    }

    private static Optional<Duration> sooner(Optional<Duration> given, Duration other) {
        return given.filter(duration -> duration.compareTo(other) < 0).or(() -> Optional.of(other));
    }

    /** Writes the status; whether the spec changed meanwhile, so that another pass is due. */
    boolean write(Component component, ComponentStatus status) {
        return statuses.write(component, new Component(), status, context);
    }

    private void announce(Component component, ComponentStatus before, ComponentStatus now) {
        ComponentPhase phase = now.phase();
        if (phase == null || (phase == before.phase() && !News.isTrouble(before, now))) {
            return;
        }
        String message = now.message() == null || now.message().isEmpty() ? phase.name() : now.message();
        boolean bad = phase == ComponentPhase.Failed || phase == ComponentPhase.Degraded || News.isTrouble(before, now);
        statuses.announce(component, phase, bad, message);
    }

    /** Something is newly in the way of the next pod. */
    private static boolean isBlocked(Outcome outcome, ComponentStatus before) {
        return Turn.of(outcome.situation()) instanceof Turn.Wait wait
                && wait.blocked()
                && !String.valueOf(before.message()).contains(wait.sentence());
    }

    /** Counts above what is wanted are there during an update only; autoscalers read them. */
    static boolean endsExcess(Component component, ComponentStatus before, ComponentStatus now) {
        Integer wanted = component.getSpec().replicas();
        return wanted != null && most(before) > wanted && most(now) <= wanted;
    }

    private static int most(ComponentStatus status) {
        Integer replicas = status.replicas();
        Integer ready = status.readyReplicas();
        return Math.max(replicas == null ? 0 : replicas, ready == null ? 0 : ready);
    }

    private Duration untilRefresh(Component component) {
        Instant written = component.getMetadata().getManagedFields().stream()
                .filter(entry ->
                        Mpaas.FIELD_MANAGER.equals(entry.getManager()) && "status".equals(entry.getSubresource()))
                .map(ManagedFieldsEntry::getTime)
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return Duration.between(clock.instant(), written.plusSeconds(MINOR_SECONDS));
    }
}
