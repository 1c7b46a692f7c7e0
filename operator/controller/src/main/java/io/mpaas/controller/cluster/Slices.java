package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.observe.ServiceReader;

/** Where Services of components lead. Kubernetes gives a slice the labels of its Service, so ours are found by them. */
final class Slices {
    private Slices() {}

    /** A cache that wakes a component when a Service of it begins or ceases to lead anywhere. */
    static InformerEventSource<EndpointSlice, Component> source(
            SecondaryToPrimaryMapper<EndpointSlice> wakes, EventSourceContext<Component> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(EndpointSlice.class, Component.class)
                        .withName(EndpointSlice.class.getSimpleName())
                        .withLabelSelector(Mpaas.COMPONENT_LABEL)
                        .withSecondaryToPrimaryMapper(wakes)
                        .withOnAddFilter(ServiceReader::leads)
                        .withOnUpdateFilter((now, before) -> ServiceReader.leads(now) != ServiceReader.leads(before))
                        .build(),
                context);
    }
}
