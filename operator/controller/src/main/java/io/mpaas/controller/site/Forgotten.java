package io.mpaas.controller.site;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.controller.cluster.Clusters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A Site that is deleted leads nowhere any more; one of which a person has said something new is looked at. */
final class Forgotten extends AbstractEventSource<Void, Site> implements ResourceEventAware<Site> {
    private final Clusters clusters;

    Forgotten(Clusters clusters) {
        super(Void.class, "forgotten-sites");
        this.clusters = clusters;
    }

    @Override
    public void onResourceDeleted(Site site) {
        clusters.forget(ResourceID.fromResource(site));
    }

    /** An annotation changes no generation: nothing else would tell. */
    @Override
    public void onResourceUpdated(Site now, Site before) {
        if (!words(now).equals(words(before))) {
            getEventHandler().handleEvent(new Event(ResourceID.fromResource(now)));
        }
    }

    /** What a person says of it. */
    private static List<Optional<String>> words(Site site) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(site.getMetadata().getAnnotations(), Map.of());
        return Stream.of(Mpaas.ACCEPTED_CLUSTER_ANNOTATION, Mpaas.WITH_DATA_ANNOTATION)
                .map(annotations::get)
                .map(Optional::ofNullable)
                .toList();
    }

    @Override
    public Set<Void> getSecondaryResources(Site primary) {
        return Set.of();
    }
}
