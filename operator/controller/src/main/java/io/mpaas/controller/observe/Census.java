package io.mpaas.controller.observe;

import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.leader.Leadership;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts components by phase when somebody asks, from the cache: nothing is kept up to date meanwhile, and what is gone from the
 * cluster is gone from the count. A standby counts nothing, so that a sum over all replicas is right.
 */
@Singleton
public class Census extends Collector {
    private static final List<String> LABELS = List.of("namespace", "installation", "phase");

    private final Leadership leadership;
    private volatile @Nullable IndexerResourceCache<Component> components;

    @Inject
    @SuppressWarnings("deprecation") // the registry that Quarkus brings
    Census(PrometheusMeterRegistry registry, Leadership leadership) {
        this.leadership = leadership;
        registry.getPrometheusRegistry().register(this);
    }

    /** Where to count. */
    public void of(IndexerResourceCache<Component> cache) {
        components = cache;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily gauge = new GaugeMetricFamily("mpaas_components", "Components by phase", LABELS);
        counts().forEach((labels, count) -> gauge.addMetric(labels, count));
        return List.of(gauge);
    }

    private Map<List<String>, Long> counts() {
        IndexerResourceCache<Component> cache = components;
        Stream<Component> all = cache == null || !leadership.acts() ? Stream.empty() : cache.list(any -> true);
        return all.collect(Collectors.groupingBy(Census::labels, Collectors.counting()));
    }

    private static List<String> labels(Component component) {
        Map<String, String> own = component.getMetadata().getLabels();
        ComponentPhase phase =
                component.getStatus() == null ? null : component.getStatus().phase();
        return List.of(
                component.getMetadata().getNamespace(),
                own == null ? "" : own.getOrDefault(Mpaas.INSTALLATION_LABEL, ""),
                phase == null ? "New" : phase.name());
    }
}
