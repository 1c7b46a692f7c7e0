package io.mpaas.controller;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.decide.StatusReport;
import io.mpaas.planning.decide.Step;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes a component's status if it says anything new, then wakes those that look at it.
 *
 * <p>A list of awaited dependencies that only became shorter is news that can wait {@value #SHORTER_WAIT_SECONDS} s: otherwise
 * every component would be written once per dependency.
 */
final class ComponentPublisher {
    private static final int SHORTER_WAIT_SECONDS = 20;
    private static final Duration OBSTACLE_RETRY = Duration.ofSeconds(10);

    private final Context<Component> context;
    private final DependantWaker waker;
    private final StartSlots slots;
    private final Transitions transitions;
    private final Clock clock;

    ComponentPublisher(
            Context<Component> context, DependantWaker waker, StartSlots slots, Transitions transitions, Clock clock) {
        this.context = context;
        this.waker = waker;
        this.slots = slots;
        this.transitions = transitions;
        this.clock = clock;
    }

    UpdateControl<Component> publish(Component component, Outcome outcome, StatusReport.Report report) {
        ComponentStatus before = DependantWaker.status(component);
        ComponentStatus now = report.status();
        UpdateControl<Component> control = UpdateControl.noUpdate();
        if (onlyShorterWait(before, now)) {
            Duration left = untilRefresh(component);
            if (!left.isNegative()) {
                return control.rescheduleAfter(left.plusMillis(1));
            }
        }
        if (!before.equals(now)) {
            boolean newer = write(component, now);
            waker.published(component, before, now);
            announce(component, before, now);
            if (newer) {
                control = control.rescheduleAfter(Duration.ofMillis(1));
            }
        }
        if (outcome.step() instanceof Step.Start || outcome.step() instanceof Step.Update) {
            slots.settled(component);
        }
        if (StartSlots.inProgress(before) && !StartSlots.inProgress(now)) {
            StartSlots.waiting(context.getPrimaryCache(), component).forEach(waker::wake);
        }
        Optional<Duration> again =
                outcome.situation().obstacle().isPresent() ? Optional.of(OBSTACLE_RETRY) : report.lookAgain();
        return again.isPresent() ? control.rescheduleAfter(again.get().plusMillis(1)) : control;
    }

    /** Writes the status; whether the spec changed meanwhile, so that another pass is due. */
    boolean write(Component component, ComponentStatus status) {
        Component fresh = new Component();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(component.getMetadata().getName())
                .withNamespace(component.getMetadata().getNamespace())
                .build());
        fresh.setStatus(status);
        try {
            Component written = context.resourceOperations().serverSideApplyPrimaryStatus(fresh);
            return !Objects.equals(
                    written.getMetadata().getGeneration(),
                    component.getMetadata().getGeneration());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private void announce(Component component, ComponentStatus before, ComponentStatus now) {
        ComponentPhase phase = now.phase();
        if (phase == null || phase == before.phase()) {
            return;
        }
        String message = now.message() == null || now.message().isEmpty() ? phase.name() : now.message();
        boolean bad = phase == ComponentPhase.Failed || phase == ComponentPhase.Degraded;
        if (bad) {
            transitions.warning(component, phase.name(), message);
        } else {
            transitions.normal(component, phase.name(), message);
        }
    }

    private static boolean onlyShorterWait(ComponentStatus before, ComponentStatus now) {
        return before.phase() == ComponentPhase.Waiting
                && now.phase() == ComponentPhase.Waiting
                && Objects.equals(before.observedGeneration(), now.observedGeneration())
                && now.waitingFor().size() < before.waitingFor().size()
                && before.waitingFor().containsAll(now.waitingFor());
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
        return Duration.between(clock.instant(), written.plusSeconds(SHORTER_WAIT_SECONDS));
    }
}
