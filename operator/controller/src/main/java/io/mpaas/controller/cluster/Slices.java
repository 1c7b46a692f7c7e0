package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.observe.ServiceReader;
import io.mpaas.planning.value.Conditions;
import java.util.stream.Collectors;

/** Where Services of components lead. Kubernetes gives a slice the labels of its Service, so ours are found by them. */
final class Slices {
    private Slices() {}

    /**
     * A cache that wakes a component when a Service of it ceases to lead anywhere. That it leads somewhere is news only to a
     * component that has served before and is not available now: a first start costs no pass more.
     */
    static InformerEventSource<EndpointSlice, Component> source(
            InformerEventSourceConfiguration.Builder<EndpointSlice> slices,
            SecondaryToPrimaryMapper<EndpointSlice> owner,
            EventSourceContext<Component> context) {
        IndexedResourceCache<Component> components = context.getPrimaryCache();
        return new InformerEventSource<>(
                slices.withName(EndpointSlice.class.getSimpleName())
                        .withLabelSelector(Mpaas.COMPONENT_LABEL)
                        .withSecondaryToPrimaryMapper(slice -> owner.toPrimaryResourceIDs(slice).stream()
                                .filter(id -> !ServiceReader.leads(slice)
                                        || components
                                                .get(id)
                                                .filter(Slices::isDown)
                                                .isPresent())
                                .collect(Collectors.toSet()))
                        .withOnAddFilter(ServiceReader::leads)
                        .withOnUpdateFilter((now, before) -> ServiceReader.leads(now) != ServiceReader.leads(before))
                        .build(),
                context);
    }

    private static boolean isDown(Component component) {
        ComponentStatus status = Neighbour.status(component);
        return status.readyAt() != null && !Conditions.isTrue(status.conditions(), Conditions.Type.Available);
    }
}
