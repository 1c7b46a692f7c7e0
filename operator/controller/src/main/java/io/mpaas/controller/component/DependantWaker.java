package io.mpaas.controller.component;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.controller.cluster.Neighbours;
import io.mpaas.planning.decide.DeletionMark;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Neighbour;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns what a component publishes into events for exactly those that look at it: the path from ready to start.
 *
 * <p>Own status writes wake from {@link #published}, right after the write, because the framework filters the events of own
 * writes; writes of another process (before a restart or a change of leader) wake from the watch.
 */
final class DependantWaker extends AbstractEventSource<Void, Component> implements ResourceEventAware<Component> {
    private final IndexerResourceCache<Component> components;

    DependantWaker(IndexerResourceCache<Component> components) {
        super(Void.class, "dependant-waker");
        this.components = components;
        Neighbours.index(components);
    }

    /** To be called after the component's own status was written. */
    void published(Component component, ComponentStatus before, ComponentStatus now) {
        if (!Neighbour.sameFacts(before, now)) {
            Neighbours.dependants(components, component).forEach(this::wake);
        }
        wakeDependencies(before, now, component);
        if (Neighbour.holdsOthers(component, before) && !Neighbour.holdsOthers(component, now)) {
            wakeAllOfInstallation(component);
        }
    }

    void wake(Component component) {
        getEventHandler().handleEvent(new Event(ResourceID.fromResource(component)));
    }

    /**
     * A component looks down at its dependencies, and up at its dependants while it is to stop; requests of people change no
     * generation, so that nobody else wakes the component.
     */
    @Override
    public void onResourceUpdated(Component now, Component before) {
        boolean belongsElsewhere = !Objects.equals(
                        now.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !DeletionMark.of(now).equals(DeletionMark.of(before));
        if (belongsElsewhere) {
            wake(now);
        }
        if (!Asked.same(now, before)) {
            wake(now);
            Neighbours.dependants(components, now).forEach(this::wake);
        }
        ComponentStatus statusNow = Neighbour.status(now);
        if (!Neighbour.sameFacts(Neighbour.status(before), statusNow)) {
            Neighbours.dependants(components, now).forEach(this::wake);
        }
        wakeDependencies(Neighbour.status(before), statusNow, now);
        if (Neighbour.holdsOthers(before) && !Neighbour.holdsOthers(now)) {
            wakeAllOfInstallation(now);
        }
    }

    /** Updates that were held may begin, of components that need not depend on this one. */
    private void wakeAllOfInstallation(Component component) {
        Neighbours.ofInstallation(components, component).forEach(this::wake);
    }

    /** A component that has stopped lets those stop that it needed, and one that was updated the pods it no longer needs. */
    private void wakeDependencies(ComponentStatus before, ComponentStatus now, Component component) {
        boolean stopped = now.phase() == ComponentPhase.Stopped && before.phase() != ComponentPhase.Stopped;
        boolean updated = !Objects.equals(before.rolloutHash(), now.rolloutHash());
        if (stopped || updated) {
            String namespace = component.getMetadata().getNamespace();
            component.getSpec().dependencies().keySet().stream()
                    .map(name -> new ResourceID(name, namespace))
                    .filter(id -> stopped || isExternal(id))
                    .forEach(id -> getEventHandler().handleEvent(new Event(id)));
        }
    }

    private boolean isExternal(ResourceID id) {
        return components.get(id).filter(it -> it.getSpec().external() != null).isPresent();
    }

    /** The last dependant that goes lets its dependencies go; one that is gone lets its dependants say so. */
    @Override
    public void onResourceDeleted(Component gone) {
        String namespace = gone.getMetadata().getNamespace();
        Set<String> neighbours = new TreeSet<>(gone.getSpec().dependencies().keySet());
        neighbours.addAll(gone.getSpec().updateAfter().keySet());
        neighbours.forEach(name -> getEventHandler().handleEvent(new Event(new ResourceID(name, namespace))));
        Neighbours.dependants(components, gone).forEach(this::wake);
        if (Neighbour.holdsOthers(gone)) {
            wakeAllOfInstallation(gone);
        }
    }

    @Override
    public Set<Void> getSecondaryResources(Component primary) {
        return Set.of();
    }
}
