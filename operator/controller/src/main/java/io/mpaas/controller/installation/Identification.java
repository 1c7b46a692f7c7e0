package io.mpaas.controller.installation;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.report.StatusWriter;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Finds out and writes down, once, who an installation is. */
final class Identification {
    /** What operators of the first version of the hash are told: they leave the installation as it is. */
    private static final String FENCE = "spec: this Installation has content hashes of version "
            + ContentHash.NEWEST.version()
            + ", which this operator does not know: upgrade it. Nothing was changed";

    private final InstallationSources sources;
    private final Context<Installation> context;
    private final StatusWriter statuses;

    Identification(InstallationSources sources, Context<Installation> context, StatusWriter statuses) {
        this.sources = sources;
        this.context = context;
        this.statuses = statuses;
    }

    /**
     * Who it is.
     *
     * @param installation with its ID
     * @param problem why that cannot be told
     * @param obstacle why it cannot be written down, in the cluster's words
     */
    record Identified(Installation installation, Optional<ReportedProblem> problem, Optional<String> obstacle) {
        static Identified as(Installation installation) {
            return new Identified(installation, Optional.empty(), Optional.empty());
        }

        static Identified not(Installation installation, ReportedProblem problem) {
            return new Identified(installation, Optional.of(problem), Optional.empty());
        }
    }

    Identified identify(Installation installation) {
        Set<String> others = sources.idsOfOthers(installation);
        Collection<? extends HasMetadata> objects =
                InstallationId.annotated(installation).isPresent()
                        ? sources.componentsOfNamespace(installation)
                        : livingObjects(installation);
        return switch (InstallationId.decide(installation, byId(objects), others)) {
            case InstallationId.Known _ -> Identified.as(installation);
            case InstallationId.Refused(ReportedProblem problem) -> Identified.not(installation, problem);
            case InstallationId.Claim(String id, boolean adopts) ->
                claimed(installation, id, adopts, objects.isEmpty());
        };
    }

    private Identified claimed(Installation installation, String id, boolean adopts, boolean fresh) {
        try {
            return Identified.as(claim(installation, id, adopts, fresh));
        } catch (KubernetesClientException e) {
            RuntimeException failure = Obstacle.orUnavailable("its installation ID", e);
            if (failure instanceof Obstacle obstacle) {
                return new Identified(installation, Optional.empty(), Optional.of(obstacle.sentence()));
            }
            throw failure;
        }
    }

    /**
     * Who an installation is that is being deleted; nothing is written any more. One whose annotation is gone, or was changed since
     * its Components were made, is not taken for one that has nothing.
     */
    Identified inDeletion(Installation installation) {
        boolean sure = InstallationId.annotated(installation).isPresent() && !lostItsComponents(installation);
        if (sure) {
            return Identified.as(installation);
        }
        Collection<? extends HasMetadata> objects = new Belongings(
                        sources.where().home(), installation.getMetadata().getNamespace())
                .all();
        Map<String, SortedSet<String>> lives = byId(objects);
        String name = installation.getMetadata().getName();
        return switch (InstallationId.decide(installation, lives, sources.idsOfOthers(installation))) {
            case InstallationId.Known _ -> Identified.as(installation);
            case InstallationId.Claim(String id, boolean _) -> Identified.as(with(installation, id));
            case InstallationId.Refused(ReportedProblem problem) ->
                lives.values().stream().anyMatch(names -> names.contains(name))
                        ? Identified.not(installation, problem)
                        : Identified.as(installation);
        };
    }

    /** Its status tells of Components, or that its ID is not clear, and none carries its ID, though nobody stopped them. */
    private boolean lostItsComponents(Installation installation) {
        InstallationStatus status = installation.getStatus();
        if (status == null || !sources.components(installation).isEmpty()) {
            return false;
        }
        boolean unclear = Conditions.find(status.conditions(), Conditions.Type.Accepted)
                .filter(accepted -> Reason.AmbiguousLeftovers.name().equals(accepted.getReason()))
                .isPresent();
        return unclear
                || (status.phase() != InstallationPhase.Stopping
                        && !status.components().isEmpty());
    }

    /** In memory only. */
    private static Installation with(Installation installation, String id) {
        Installation copy = new Installation();
        copy.setMetadata(new ObjectMetaBuilder(installation.getMetadata())
                .addToAnnotations(Mpaas.INSTALLATION_ID_ANNOTATION, id)
                .build());
        copy.setSpec(installation.getSpec());
        copy.setStatus(installation.getStatus());
        return copy;
    }

    /** Components of its own UID say enough: an older operator made them. */
    private Collection<? extends HasMetadata> livingObjects(Installation installation) {
        Collection<Component> components = sources.componentsOfNamespace(installation);
        String uid = installation.getMetadata().getUid();
        return components.stream()
                        .anyMatch(component -> Belongings.id(component).equals(uid))
                ? components
                : new Belongings(
                                sources.where().home(),
                                installation.getMetadata().getNamespace())
                        .all();
    }

    private static Map<String, SortedSet<String>> byId(Collection<? extends HasMetadata> objects) {
        Map<String, SortedSet<String>> ids = new HashMap<>();
        for (HasMetadata object : objects) {
            Map<String, String> labels = object.getMetadata().getLabels();
            ids.computeIfAbsent(Belongings.id(object), _ -> new TreeSet<>())
                    .add(labels.getOrDefault(Mpaas.INSTALLATION_LABEL, ""));
        }
        return ids;
    }

    private Installation claim(Installation installation, String id, boolean adopts, boolean fresh) {
        Installation claimed = annotate(installation, annotations -> {
            annotations.put(Mpaas.INSTALLATION_ID_ANNOTATION, id);
            if (fresh) {
                annotations.put(Mpaas.NOT_UNDERSTOOD_ANNOTATION, FENCE);
            }
            return annotations;
        });
        if (adopts) {
            statuses.announce(
                    claimed,
                    Reason.Adopted,
                    false,
                    "took over the objects of the installation with the ID " + id + "; none of them was changed");
        }
        return claimed;
    }

    /** Before the first content of a newer hash is written, operators that do not know it are told to keep off. */
    void fence(Installation installation, Collection<String> contentHashes) {
        Map<String, String> annotations = installation.getMetadata().getAnnotations();
        boolean fenced = annotations != null && annotations.containsKey(Mpaas.NOT_UNDERSTOOD_ANNOTATION);
        boolean newer = contentHashes.stream().anyMatch(hash -> !hash.startsWith(ContentHash.V1.version() + "-"));
        if (newer && !fenced) {
            annotate(installation, all -> {
                all.put(Mpaas.NOT_UNDERSTOOD_ANNOTATION, FENCE);
                return all;
            });
        }
    }

    private Installation annotate(Installation installation, UnaryOperator<Map<String, String>> change) {
        return context.resourceOperations().jsonPatchPrimary(installation, object -> {
            Map<String, String> annotations = object.getMetadata().getAnnotations();
            object.getMetadata()
                    .setAnnotations(change.apply(annotations == null ? new HashMap<>() : new HashMap<>(annotations)));
            return object;
        });
    }
}
