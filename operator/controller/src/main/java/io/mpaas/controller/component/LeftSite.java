package io.mpaas.controller.component;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.controller.cluster.Applier;
import io.mpaas.controller.cluster.Neighbours;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.report.Attempts;
import io.mpaas.controller.workload.ComponentView;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.observe.Neighbour;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A site that the Installation of a component does not name any more, when the pods are gone from there: what is around them goes, too, once
 * nobody there uses it. Claims stay.
 */
final class LeftSite {
    /** What is in the operator's own cluster besides belongs to all sites. */
    private static final List<Class<? extends HasMetadata>> HERE = List.of(PodDisruptionBudget.class, Service.class);

    private static final List<Class<? extends HasMetadata>> THERE =
            List.of(PodDisruptionBudget.class, Service.class, ConfigMap.class, ControllerRevision.class, Secret.class);

    private final Component component;
    private final String site;
    private final ComponentView view;

    LeftSite(Component component, String site, ComponentView view) {
        this.component = component;
        this.site = site;
        this.view = view;
    }

    /** Whether it is time: it has no pods there, and is to have none. */
    boolean isEmpty() {
        Placement share = component.getSpec().placement().get(site);
        return share != null
                && Integer.valueOf(0).equals(share.replicas())
                && view.workload().isEmpty()
                && view.pods().isEmpty();
    }

    /** Takes what is left, if nobody there uses it; whether nothing is. The Installation is read live: it may have come back. */
    boolean clear(IndexedResourceCache<Component> components) {
        List<HasMetadata> left = left().toList();
        if (left.isEmpty()) {
            return true;
        }
        boolean used = Neighbours.dependants(components, component).stream().anyMatch(this::isThere);
        if (!used && isStillLeft()) {
            Applier applier = view.place().applier();
            Attempts attempts = new Attempts();
            left.stream()
                    .filter(object -> !object.isMarkedForDeletion())
                    .forEach(object -> attempts.at(() -> applier.delete(object)));
            attempts.done();
        }
        return false;
    }

    private Stream<HasMetadata> left() {
        Place place = view.place();
        Stream<HasMetadata> around = (place.isAtHome() ? HERE : THERE)
                .stream().flatMap(kind -> place.there().owned(kind, place.owner()));
        return place.isAtHome() ? around : Stream.concat(around, place.there().copies(place.owner()));
    }

    private boolean isThere(Component dependant) {
        Placement share = dependant.getSpec().placement().get(site);
        boolean wanted = share != null && !Integer.valueOf(0).equals(share.replicas());
        @Nullable ComponentSite said = Neighbour.status(dependant).sites().get(site);
        return wanted || (said != null && (said.content() != null || said.unknown() != null));
    }

    private boolean isStillLeft() {
        Place place = view.place();
        Optional<Installation> live =
                place.atHome().read(Installation.class, place.owner().installation());
        return live.filter(it -> InstallationId.of(it).equals(place.owner().installationId()))
                .filter(it -> it.getSpec().sites().stream()
                        .noneMatch(named -> named.name().equals(site)))
                .isPresent();
    }
}
