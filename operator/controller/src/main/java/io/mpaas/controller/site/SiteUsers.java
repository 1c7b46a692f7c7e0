package io.mpaas.controller.site;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Site;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which Installations run in a Site. */
final class SiteUsers {
    private static final int MOST = 64;

    private final InformerEventSource<Installation, Site> installations;

    SiteUsers(EventSourceContext<Site> context) {
        installations = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Installation.class, Site.class)
                        .withName("users-of-sites")
                        .withSecondaryToPrimaryMapper(SiteUsers::named)
                        .withOnUpdateFilter((now, before) ->
                                !now.getSpec().sites().equals(before.getSpec().sites()))
                        .build(),
                context);
    }

    EventSource<Installation, Site> source() {
        return installations;
    }

    List<String> of(Site site) {
        return installations
                .list(site.getMetadata().getNamespace(), one -> named(one).contains(ResourceID.fromResource(site)))
                .map(one -> one.getMetadata().getName())
                .sorted()
                .limit(MOST)
                .toList();
    }

    /** The same as the API server has it now: a cluster does not go because of what a cache shows. */
    static List<String> live(KubernetesClient client, Site site) {
        return client
                .resources(Installation.class)
                .inNamespace(site.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(one -> named(one).contains(ResourceID.fromResource(site)))
                .map(one -> one.getMetadata().getName())
                .sorted()
                .limit(MOST)
                .toList();
    }

    private static Set<ResourceID> named(Installation installation) {
        return installation.getSpec().sites().stream()
                .map(site ->
                        new ResourceID(site.name(), installation.getMetadata().getNamespace()))
                .collect(Collectors.toSet());
    }
}
