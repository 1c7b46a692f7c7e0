package io.mpaas.controller.installation;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.ExactDelete;
import io.mpaas.controller.cluster.Live;
import io.mpaas.controller.cluster.Revisions;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.history.Retention;
import io.mpaas.planning.observe.Owners;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.render.DataCopies;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.ObjectNames;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Remembers the last accepted specs, and takes away what none of them needs any more. */
final class History {
    static final String PART = "history";
    private static final int MOST_OTHERS = 100;

    private final InstallationSources sources;
    private final Clock clock;

    History(InstallationSources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** What a spec comes to, as an entry without a number. */
    HistoryEntry entry(Installation installation, AcceptedRelease release, Blueprint blueprint) {
        return HistoryEntry.of(0, installation, release, blueprint.contentHashes(), Conditions.time(clock.instant()))
                .with(blueprint.choices(), blueprint.keptData());
    }

    /**
     * Adds what was accepted now, unless it is the newest already; then forgets what is beyond the last ones. Its number; empty if that
     * has to be tried again.
     */
    Optional<Long> remember(Installation installation, HistoryEntry now, Context<Installation> context) {
        List<HistoryEntry> known = sources.history(installation);
        if (!known.isEmpty() && known.getFirst().sameAs(now)) {
            return Optional.of(known.getFirst().number());
        }
        long number = known.isEmpty() ? 1 : known.getFirst().number() + 1;
        Optional<HistoryEntry> added = addAfterOthers(installation, now.numbered(number), context);
        added.ifPresent(entry -> forget(
                installation, Stream.concat(Stream.of(entry), known.stream()).toList(), context));
        return added.map(HistoryEntry::number);
    }

    /** Numbers that an earlier installation of this name has left are passed over; empty while the cache is behind. */
    private Optional<HistoryEntry> addAfterOthers(
            Installation installation, HistoryEntry first, Context<Installation> context) {
        for (long number = first.number(); number < first.number() + MOST_OTHERS; number++) {
            HistoryEntry entry = first.numbered(number);
            if (add(installation, entry, context)) {
                return Optional.of(entry);
            }
            boolean ours = new Live(context.getClient())
                    .read(
                            ControllerRevision.class,
                            installation.getMetadata().getNamespace(),
                            ObjectNames.accepted(installation.getMetadata().getName(), number))
                    .filter(there -> InstallationId.of(installation).equals(Belongings.id(there)))
                    .isPresent();
            if (ours) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** False if there is one of that number. */
    private boolean add(Installation installation, HistoryEntry entry, Context<Installation> context) {
        Map<String, String> labels = KeptReleases.labels(installation, PART);
        labels.put(Mpaas.HISTORY_OF_LABEL, installation.getMetadata().getName());
        ControllerRevision stored = new ControllerRevisionBuilder()
                .withNewMetadata()
                .withName(ObjectNames.accepted(installation.getMetadata().getName(), entry.number()))
                .withNamespace(installation.getMetadata().getNamespace())
                .withLabels(labels)
                .endMetadata()
                .withRevision(entry.number())
                .withData(entry.stored())
                .build();
        try {
            context.resourceOperations().create(stored, sources.historyRevisions());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw Obstacle.orUnavailable(stored, e);
        }
    }

    /** By what the API server has now, not by what a cache shows. */
    private void forget(Installation installation, List<HistoryEntry> all, Context<Installation> context) {
        List<HistoryEntry> forgotten = forgotten(installation, all);
        if (forgotten.isEmpty()) {
            return;
        }
        Set<String> old = forgotten.stream()
                .map(entry -> ObjectNames.accepted(installation.getMetadata().getName(), entry.number()))
                .collect(Collectors.toSet());
        List<HasMetadata> belongings = belongings(sources.where().home(), installation);
        Retention retention = Retention.of(
                all.stream().filter(entry -> !forgotten.contains(entry)).toList(),
                inUse(withThoseElsewhere(belongings, installation)));
        List<ControllerRevision> renderings = of(belongings, ControllerRevision.class)
                .filter(revision -> label(revision, Mpaas.REVISION_OF_LABEL).isPresent())
                .toList();
        List<ControllerRevision> surplus = retention.renderings(renderings);
        ExactDelete delete = new ExactDelete(context.getClient());
        Stream.of(
                        surplus.stream(),
                        unusedCopies(belongings, renderings, surplus),
                        of(belongings, ConfigMap.class)
                                .filter(map -> isPart(map, KeptReleases.PART))
                                .filter(map ->
                                        retention.forgets(map.getMetadata().getName())),
                        of(belongings, ControllerRevision.class)
                                .filter(revision ->
                                        old.contains(revision.getMetadata().getName())))
                .flatMap(objects -> objects)
                .forEach(object -> delete.delete(object, DeletionPropagation.BACKGROUND));
    }

    private static List<HistoryEntry> forgotten(Installation installation, List<HistoryEntry> all) {
        return Retention.forgotten(all, InstallationView.status(installation).lastReadyEntry());
    }

    private static List<HasMetadata> belongings(TargetCluster cluster, Installation installation) {
        return new Belongings(cluster, installation.getMetadata().getNamespace()).of(installation);
    }

    private List<HasMetadata> withThoseElsewhere(List<HasMetadata> here, Installation installation) {
        return Stream.concat(
                        here.stream(),
                        sources.where().there(installation).stream()
                                .filter(there -> !there.isOwn())
                                .flatMap(there -> belongings(there, installation).stream()))
                .toList();
    }

    /** Copies that no kept rendering refers to; one just made for a rendering that is still to be written is younger than all. */
    private static Stream<HasMetadata> unusedCopies(
            List<HasMetadata> belongings, List<ControllerRevision> renderings, List<ControllerRevision> surplus) {
        Set<String> referred = new HashSet<>();
        renderings.stream()
                .filter(revision -> !surplus.contains(revision))
                .forEach(revision -> referred.addAll(DataCopies.referred(Revisions.read(revision))));
        of(belongings, Component.class)
                .flatMap(component -> Owners.of(component).stream()
                        .flatMap(owner -> DataCopies.of(owner, component.getSpec()).stream()))
                .forEach(copy -> referred.add(copy.kind() + "/" + copy.name()));
        return belongings.stream()
                .filter(object -> object instanceof ConfigMap || object instanceof Secret)
                .filter(object -> label(object, Mpaas.COPY_OF_LABEL).isPresent())
                .filter(object -> !referred.contains(
                        object.getKind() + "/" + object.getMetadata().getName()));
    }

    /** Content hashes that workloads have and Components ask for, by component. */
    private static Map<String, Set<String>> inUse(Collection<HasMetadata> belongings) {
        Map<String, Set<String>> hashes = new HashMap<>();
        belongings.forEach(object -> {
            if (object instanceof Component component) {
                hashes.computeIfAbsent(component.getMetadata().getName(), _ -> new HashSet<>())
                        .add(component.getSpec().contentHash());
            } else {
                label(object, Mpaas.COMPONENT_LABEL)
                        .or(() -> label(object, Mpaas.MANIFEST_OF_LABEL))
                        .ifPresent(component -> hashes.computeIfAbsent(component, _ -> new HashSet<>())
                                .add(WorkloadReader.contentHash(object)));
            }
        });
        return hashes;
    }

    private static <R extends HasMetadata> Stream<R> of(Collection<HasMetadata> objects, Class<R> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static boolean isPart(HasMetadata object, String part) {
        return label(object, Mpaas.PART_LABEL).filter(part::equals).isPresent();
    }

    private static Optional<String> label(HasMetadata object, String name) {
        return Optional.ofNullable(object.getMetadata().getLabels().get(name));
    }
}
