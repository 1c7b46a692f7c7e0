package io.mpaas.controller.site;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.planning.site.LeftBehind;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was left behind in clusters, as it is listed in the namespaces of Sites: to be reported when such a cluster comes back. */
final class LeftBehinds {
    private final InformerEventSource<ConfigMap, Site> lists;

    LeftBehinds(EventSourceContext<Site> context) {
        lists = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ConfigMap.class, Site.class)
                        .withName("left-behind")
                        .withLabelSelector(Mpaas.PART_LABEL + "=" + LeftBehind.PART)
                        .withSecondaryToPrimaryMapper(map -> context.getPrimaryCache()
                                .list(map.getMetadata().getNamespace(), _ -> true)
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .build(),
                context);
    }

    EventSource<ConfigMap, Site> source() {
        return lists;
    }

    /** What is to be said of a Site whose cluster has this identity. */
    Optional<String> remark(Site site, String identity) {
        return LeftBehind.remark(
                lists.get(new ResourceID(LeftBehind.NAME, site.getMetadata().getNamespace())).stream()
                        .flatMap(map -> LeftBehind.in(map).stream()),
                identity);
    }
}
