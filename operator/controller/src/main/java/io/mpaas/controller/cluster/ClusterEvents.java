package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.EventHandler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.function.Function;

/** Wakes objects when something is new of the cluster of a Site. */
final class ClusterEvents<P extends HasMetadata> extends AbstractEventSource<Void, P> {
    private final Function<ResourceID, Set<ResourceID>> concerned;

    /** @param concerned objects that look at the cluster of a Site */
    ClusterEvents(Function<ResourceID, Set<ResourceID>> concerned) {
        super(Void.class, "clusters");
        this.concerned = concerned;
    }

    void changed(ResourceID site) {
        if (isRunning()) {
            concerned.apply(site).forEach(id -> getEventHandler().handleEvent(new Event(id)));
        }
    }

    EventHandler handler() {
        return getEventHandler();
    }

    @Override
    public Set<Void> getSecondaryResources(P primary) {
        return Set.of();
    }
}
