package io.mpaas.controller.installation;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.observe.Asked;
import java.util.Set;

/**
 * An Installation that goes leaves its namespace to the next, which looks again at once. Requests by annotation, and
 * its ID, change no generation, so that only this wakes the Installation.
 */
final class SiblingWaker extends AbstractEventSource<Void, Installation> implements ResourceEventAware<Installation> {
    private final InstallationSources sources;

    SiblingWaker(InstallationSources sources) {
        super(Void.class, "sibling-waker");
        this.sources = sources;
    }

    @Override
    public void onResourceUpdated(Installation now, Installation before) {
        boolean another = !InstallationId.annotated(now).equals(InstallationId.annotated(before));
        if (another || !Asked.same(now, before)) {
            getEventHandler().handleEvent(new Event(ResourceID.fromResource(now)));
        }
    }

    @Override
    public void onResourceDeleted(Installation gone) {
        sources.siblings(gone).forEach(id -> getEventHandler().handleEvent(new Event(id)));
    }

    @Override
    public Set<Void> getSecondaryResources(Installation primary) {
        return Set.of();
    }
}
