package io.mpaas.controller.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.leader.Leadership;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts components and installations by phase when somebody asks, from the cache: nothing is kept up to date meanwhile, and what is gone from the
 * cluster is gone from the count. A standby counts nothing, so that a sum over all replicas is right.
 */
@Singleton
public class Census extends Collector {
    private static final List<String> LABELS = List.of("namespace", "installation", "phase");

    private final Leadership leadership;
    private volatile @Nullable IndexerResourceCache<Component> components;
    private volatile @Nullable IndexerResourceCache<Installation> installations;

    @Inject
    @SuppressWarnings("deprecation") // the registry that Quarkus brings
    Census(PrometheusMeterRegistry registry, Leadership leadership) {
        this.leadership = leadership;
        registry.getPrometheusRegistry().register(this);
    }

    /** Where to count components. */
    public void of(IndexerResourceCache<Component> cache) {
        components = cache;
    }

    /** Where to count installations. */
    public void ofInstallations(IndexerResourceCache<Installation> cache) {
        installations = cache;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(
                gauge("mpaas_components", "Components by phase", all(components).map(Census::labels)),
                gauge(
                        "mpaas_installations",
                        "Installations by phase",
                        all(installations).map(Census::labels)),
                changes());
    }

    /** By the times of the status: whoever asks learns the same from every operator. */
    private GaugeMetricFamily changes() {
        GaugeMetricFamily gauge = new GaugeMetricFamily(
                "mpaas_change_seconds",
                "How long the change that an installation is in has taken so far, or the last one took",
                LABELS.subList(0, 2));
        all(installations)
                .forEach(installation -> seconds(installation)
                        .ifPresent(
                                seconds -> gauge.addMetric(labels(installation).subList(0, 2), (double) seconds)));
        return gauge;
    }

    private static OptionalLong seconds(Installation installation) {
        InstallationStatus status = installation.getStatus();
        if (status == null || status.startedAt() == null) {
            return OptionalLong.empty();
        }
        Instant began = Instant.parse(status.startedAt());
        Instant ended = status.readyAt() == null ? Instant.EPOCH : Instant.parse(status.readyAt());
        return OptionalLong.of(Duration.between(began, ended.isBefore(began) ? Instant.now() : ended)
                .toSeconds());
    }

    private static GaugeMetricFamily gauge(String name, String help, Stream<List<String>> labels) {
        GaugeMetricFamily gauge = new GaugeMetricFamily(name, help, LABELS);
        labels.collect(Collectors.groupingBy(one -> one, Collectors.counting())).forEach(gauge::addMetric);
        return gauge;
    }

    private <R extends HasMetadata> Stream<R> all(@Nullable IndexerResourceCache<R> cache) {
        return cache == null || !leadership.acts() ? Stream.empty() : cache.list(any -> true);
    }

    private static List<String> labels(Installation installation) {
        InstallationPhase phase = installation.getStatus() == null
                ? null
                : installation.getStatus().phase();
        return List.of(
                installation.getMetadata().getNamespace(),
                installation.getMetadata().getName(),
                phase == null ? "New" : phase.name());
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
