package io.mpaas.controller;

import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.decide.Conditions;
import io.mpaas.planning.decide.DeletionMark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Turns what a component publishes into events for exactly those that look at it: the path from ready to start.
 *
 * <p>Own status writes wake from {@link #published}, right after the write, because the framework filters the events of own
 * writes; writes of another process (before a restart or a change of leader) wake from the watch.
 */
final class DependantWaker extends AbstractEventSource<Void, Component> implements ResourceEventAware<Component> {
    private static final String BY_DEPENDENCY = "dependency";
    private static final String BY_INSTALLATION = "installation";

    private final IndexerResourceCache<Component> components;

    DependantWaker(IndexerResourceCache<Component> components) {
        super(Void.class, "dependant-waker");
        this.components = components;
        components.addIndexer(BY_DEPENDENCY, DependantWaker::dependencyKeys);
        components.addIndexer(BY_INSTALLATION, component -> List.of(installationKey(component)));
    }

    /** Components that depend on, update after, or are to outlive this one. */
    static List<Component> dependants(IndexedResourceCache<Component> components, Component component) {
        String key = key(
                component.getMetadata().getNamespace(), component.getMetadata().getName());
        return Indexed.find(components, BY_DEPENDENCY, key).toList();
    }

    /** With own writes, or a slot that was just freed would be overlooked. */
    static List<Component> ofInstallation(IndexedResourceCache<Component> components, Component component) {
        return Indexed.find(components, BY_INSTALLATION, installationKey(component))
                .toList();
    }

    /** Components of the installation with this ID in this namespace. */
    static Set<ResourceID> ofInstallation(IndexedResourceCache<Component> components, String namespace, String id) {
        return Indexed.find(components, BY_INSTALLATION, key(namespace, id))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    /** To be called after the component's own status was written. */
    void published(Component component, ComponentStatus before, ComponentStatus now) {
        if (!sameFacts(before, now)) {
            dependants(components, component).forEach(this::wake);
        }
        wakeDependencies(before, now, component);
        if (holdsOthers(component, before) && !holdsOthers(component, now)) {
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
            dependants(components, now).forEach(this::wake);
        }
        ComponentStatus statusNow = status(now);
        if (!sameFacts(status(before), statusNow)) {
            dependants(components, now).forEach(this::wake);
        }
        wakeDependencies(status(before), statusNow, now);
        if (holdsOthers(before) && !holdsOthers(now)) {
            wakeAllOfInstallation(now);
        }
    }

    /** It had been started, and failed at its present spec: no update of the installation begins meanwhile. */
    static boolean holdsOthers(Component component) {
        return holdsOthers(component, status(component));
    }

    private static boolean holdsOthers(Component component, ComponentStatus status) {
        return status.phase() == ComponentPhase.Failed
                && status.readyAt() != null
                && Objects.equals(
                        status.observedGeneration(), component.getMetadata().getGeneration());
    }

    /** Updates that were held may begin, of components that need not depend on this one. */
    private void wakeAllOfInstallation(Component component) {
        ofInstallation(components, component).forEach(this::wake);
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
        dependants(components, gone).forEach(this::wake);
        if (holdsOthers(gone)) {
            wakeAllOfInstallation(gone);
        }
    }

    @Override
    public Set<Void> getSecondaryResources(Component primary) {
        return Set.of();
    }

    static ComponentStatus status(Component component) {
        return component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
    }

    static boolean sameFacts(ComponentStatus a, ComponentStatus b) {
        return Objects.equals(a.rolloutHash(), b.rolloutHash())
                && same(a, b, Conditions.Type.Available)
                && same(a, b, Conditions.Type.Ready)
                && same(a, b, Conditions.Type.Held)
                && Objects.equals(a.restart(), b.restart())
                && a.phase() == b.phase();
    }

    private static boolean same(ComponentStatus a, ComponentStatus b, Conditions.Type type) {
        return Conditions.isTrue(a.conditions(), type) == Conditions.isTrue(b.conditions(), type);
    }

    private static List<String> dependencyKeys(Component component) {
        String namespace = component.getMetadata().getNamespace();
        Set<String> names = new TreeSet<>(component.getSpec().dependencies().keySet());
        names.addAll(component.getSpec().updateAfter().keySet());
        names.addAll(component.getSpec().usedBy());
        return keys(namespace, names);
    }

    private static List<String> keys(String namespace, Collection<String> names) {
        List<String> keys = new ArrayList<>();
        names.forEach(name -> keys.add(key(namespace, name)));
        return keys;
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    /** What another installation left in the namespace is no dependency and no dependant. */
    static boolean sameInstallation(Component one, Component other) {
        return installationKey(one).equals(installationKey(other));
    }

    /** IDs are told apart in their namespace only: whoever learns one elsewhere gains nothing. */
    static String installationKey(Component component) {
        var labels = component.getMetadata().getLabels();
        String id = labels == null ? "" : labels.getOrDefault(Mpaas.INSTALLATION_ID_LABEL, "");
        return key(component.getMetadata().getNamespace(), id);
    }
}
