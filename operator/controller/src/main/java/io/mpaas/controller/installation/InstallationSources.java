package io.mpaas.controller.installation;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.cluster.ForeignData;
import io.mpaas.controller.cluster.Indexed;
import io.mpaas.controller.cluster.StorageFacts;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.history.RecordedHashes;
import io.mpaas.planning.release.ReleaseChoice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The caches an installation is compiled from, and the Components it became. */
final class InstallationSources {
    private static final String BY_RELEASE = "release";
    private static final String BY_NAMESPACE = "by-namespace";

    private final Whereabouts where;
    private final IndexerResourceCache<Installation> installations;
    private final InformerEventSource<Component, Installation> components;
    private final InformerEventSource<Release, Installation> releases;
    private final ForeignData data;
    private final InformerEventSource<ConfigMap, Installation> releaseCopies;
    private final InformerEventSource<ControllerRevision, Installation> history;

    InstallationSources(EventSourceContext<Installation> context, Clusters clusters) {
        where = new Whereabouts(context, clusters);
        installations = context.getPrimaryCache();
        installations.addIndexer(
                BY_RELEASE, installation -> List.of(installation.getSpec().release()));
        installations.addIndexer(
                BY_NAMESPACE, installation -> List.of(installation.getMetadata().getNamespace()));
        components = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Component.class, Installation.class)
                        .withName("components")
                        .withSecondaryToPrimaryMapper(InstallationSources::installation)
                        .build(),
                context);
        components.addIndexer(
                BY_NAMESPACE, component -> List.of(component.getMetadata().getNamespace()));
        releases = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Release.class, Installation.class)
                        .withName("releases")
                        .withSecondaryToPrimaryMapper(
                                release -> ids(BY_RELEASE, release.getMetadata().getName()))
                        .build(),
                context);
        data = new ForeignData(context, namespace -> ids(BY_NAMESPACE, namespace));
        releaseCopies = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ConfigMap.class, Installation.class)
                        .withName("release-copies")
                        .withLabelSelector(Mpaas.PART_LABEL + "=" + KeptReleases.PART)
                        .withInformerListLimit(ForeignData.PAGE)
                        .withSecondaryToPrimaryMapper(
                                object -> ids(BY_NAMESPACE, object.getMetadata().getNamespace()))
                        .build(),
                context);
        history = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ControllerRevision.class, Installation.class)
                        .withName("history")
                        .withLabelSelector(Mpaas.HISTORY_OF_LABEL)
                        .withSecondaryToPrimaryMapper(InstallationSources::installation)
                        .build(),
                context);
        history.addIndexer(
                BY_NAMESPACE, revision -> List.of(revision.getMetadata().getNamespace()));
    }

    /** In which cluster components run. */
    Whereabouts where() {
        return where;
    }

    List<EventSource<?, Installation>> all() {
        List<EventSource<?, Installation>> all =
                new ArrayList<>(List.of(components, releases, releaseCopies, history, new SiblingWaker(this)));
        all.addAll(data.all());
        all.addAll(where.all());
        return all;
    }

    /** The cache of Components, for writes that are to be seen at once. */
    InformerEventSource<Component, Installation> components() {
        return components;
    }

    InformerEventSource<ConfigMap, Installation> releaseCopies() {
        return releaseCopies;
    }

    InformerEventSource<Secret, Installation> secrets() {
        return data.secrets();
    }

    InformerEventSource<ControllerRevision, Installation> historyRevisions() {
        return history;
    }

    /** Components made for exactly this installation, by name. */
    Map<String, Component> components(Installation installation) {
        Map<String, Component> mine = new TreeMap<>();
        componentsOfNamespace(installation).stream()
                .filter(component -> isOf(installation, component))
                .forEach(component -> mine.put(component.getMetadata().getName(), component));
        return mine;
    }

    /** Components of any installation, with own writes. */
    List<Component> componentsOfNamespace(Installation installation) {
        return Indexed.find(components, BY_NAMESPACE, installation.getMetadata().getNamespace())
                .toList();
    }

    Optional<Release> release(Installation installation) {
        return releases.get(new ResourceID(installation.getSpec().release()));
    }

    Optional<ConfigMap> releaseCopy(String namespace, String name) {
        return releaseCopies.get(new ResourceID(name, namespace));
    }

    /** The key of the digests of Secrets, if there is one. */
    Optional<byte[]> digestKey(Installation installation) {
        return data.key(installation.getMetadata().getNamespace());
    }

    /** What was accepted, the newest first. */
    List<HistoryEntry> history(Installation installation) {
        return Indexed.find(history, BY_NAMESPACE, installation.getMetadata().getNamespace())
                .filter(revision -> isOf(installation, revision))
                .flatMap(revision -> HistoryEntry.of(revision).stream())
                .sorted(HistoryEntry.NEWEST_FIRST)
                .toList();
    }

    /** IDs that other Installations of the namespace carry. */
    Set<String> idsOfOthers(Installation installation) {
        return ofNamespace(installation).stream()
                .filter(other -> !other.getMetadata()
                        .getUid()
                        .equals(installation.getMetadata().getUid()))
                .map(InstallationId::of)
                .collect(Collectors.toSet());
    }

    private List<Installation> ofNamespace(Installation installation) {
        return Indexed.find(
                        installations, BY_NAMESPACE, installation.getMetadata().getNamespace())
                .toList();
    }

    /**
     * The installation that has the namespace, if it is another one: the one whose ID the Components carry, else the one that
     * they name, else the oldest.
     */
    Optional<Installation> rival(Installation installation) {
        List<Component> living = componentsOfNamespace(installation);
        Set<String> ids = living.stream().map(Belongings::id).collect(Collectors.toSet());
        Set<String> names = living.stream()
                .flatMap(component -> installation(component).stream())
                .map(ResourceID::getName)
                .collect(Collectors.toSet());
        return ofNamespace(installation).stream()
                .min(Comparator.comparing((Installation one) -> !ids.contains(InstallationId.of(one)))
                        .thenComparing(one -> !names.contains(one.getMetadata().getName()))
                        .thenComparing(one -> one.getMetadata().getCreationTimestamp())
                        .thenComparing(one -> one.getMetadata().getName()))
                .filter(first -> !first.getMetadata()
                        .getUid()
                        .equals(installation.getMetadata().getUid()));
    }

    /** Other installations of the namespace; they look again when this one goes. */
    Set<ResourceID> siblings(Installation installation) {
        return ids(BY_NAMESPACE, installation.getMetadata().getNamespace());
    }

    SiteFacts facts(Installation installation, ReleaseChoice choice) {
        Optional<StorageFacts> storage = where.storage(installation);
        Map<String, Component> made = components(installation);
        Map<String, Map<String, String>> choices = new TreeMap<>();
        made.forEach((name, component) -> {
            if (!component.getSpec().choices().isEmpty()) {
                choices.put(name, component.getSpec().choices());
            }
        });
        return new SiteFacts(
                data.digests(installation, choice),
                storage.map(StorageFacts::classes),
                storage.map(StorageFacts::hasDefault).orElse(true),
                choices,
                RecordedHashes.of(made, history(installation)),
                Set.of(),
                where.rooms(installation, made.values()));
    }

    /** Names of the existing volume claims, listed from the API server: claims are not cached. */
    Set<String> claims(Installation installation) {
        return where.there(installation).stream()
                .flatMap(there ->
                        there
                                .list(
                                        PersistentVolumeClaim.class,
                                        installation.getMetadata().getNamespace())
                                .stream())
                .map(claim -> claim.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    void forget(Installation installation) {
        data.forget(installation);
        where.firstWrites().forget(installation);
    }

    /** Services that expose ports to the outside. */
    List<Service> exposed(Installation installation) {
        return where.exposed(installation)
                .filter(service -> isOf(installation, service))
                .sorted(Comparator.comparing(service -> service.getMetadata().getName()))
                .toList();
    }

    private Set<ResourceID> ids(String index, String key) {
        return Indexed.find(installations, index, key)
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    /** By ID and name: an ID that somebody copied to another Installation gives it nothing of the first. */
    private static boolean isOf(Installation installation, HasMetadata object) {
        return Belongings.id(object).equals(InstallationId.of(installation))
                && installation(object).stream()
                        .anyMatch(id ->
                                id.getName().equals(installation.getMetadata().getName()));
    }

    /** The one that an object names by its label. */
    static Set<ResourceID> installation(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        String name = labels == null ? null : labels.get(Mpaas.INSTALLATION_LABEL);
        return name == null
                ? Set.of()
                : Set.of(new ResourceID(name, object.getMetadata().getNamespace()));
    }
}
