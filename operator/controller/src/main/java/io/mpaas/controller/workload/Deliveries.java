package io.mpaas.controller.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.controller.cluster.Applier;
import io.mpaas.controller.cluster.DataDigests;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.render.DataCopies;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Passes on to a cluster elsewhere what is kept at home and what pods mount there: copies of the customer's data, and passwords. Home
 * counts: what differs there is replaced. Somebody else's object of that name is in the way, and is never overwritten.
 */
final class Deliveries {
    private final Place place;
    private final Owner owner;
    private final Applier applier;

    Deliveries(Place place) {
        this.place = place;
        this.owner = place.owner();
        this.applier = place.applier();
    }

    /** What pods of the present content mount; after it was made at home. */
    void ensure(ComponentSpec spec) {
        if (!place.isAtHome()) {
            DataCopies.of(owner, spec).stream()
                    .flatMap(copy -> kept(kind(copy.kind()), copy.name()).stream())
                    .forEach(this::deliver);
            place.home()
                    .find(Secret.class, owner, ObjectNames.credentials(owner.component()))
                    .filter(owner::owns)
                    .ifPresent(this::deliver);
        }
    }

    /** What pods of a content mount that runs while an update waits. */
    void keep(Rendering running) {
        if (!place.isAtHome()) {
            Set<String> referred = DataCopies.referred(running);
            place.home()
                    .copies(owner)
                    .filter(copy -> referred.contains(reference(copy)))
                    .forEach(this::deliver);
        }
    }

    /** Takes away what is not kept at home any more, by what the API server at home says now. */
    void tidy(ComponentSpec spec) {
        if (!place.isAtHome()) {
            Set<String> wanted = Stream.concat(
                            place.home().copies(owner).map(Deliveries::reference),
                            DataCopies.of(owner, spec).stream().map(copy -> copy.kind() + "/" + copy.name()))
                    .collect(Collectors.toSet());
            place.there()
                    .copies(owner)
                    .filter(copy -> !wanted.contains(reference(copy)))
                    .filter(copy -> place.atHome()
                            .read(copy.getClass(), copy.getMetadata().getName())
                            .isEmpty())
                    .forEach(applier::deleteUnchanged);
        }
    }

    private Optional<? extends HasMetadata> kept(Class<? extends HasMetadata> kind, String name) {
        Optional<? extends HasMetadata> cached = place.home().copy(kind, owner, name);
        return cached.isPresent() ? cached : place.atHome().read(kind, name);
    }

    private void deliver(HasMetadata kept) {
        Optional<? extends HasMetadata> cached = isPassword(kept)
                ? place.there().find(Secret.class, owner, kept.getMetadata().getName())
                : place.there().copy(kept.getClass(), owner, kept.getMetadata().getName());
        if (cached.filter(owner::owns).filter(there -> same(there, kept)).isPresent()) {
            return;
        }
        Optional<HasMetadata> there = applier.read(kept);
        if (there.isEmpty()) {
            make(kept);
        } else if (!owner.owns(there.get())) {
            throw new Obstacle(Obstacle.describe(kept)
                    + " exists already in the cluster of its Site and is not this installation's: rename or delete it");
        } else if (!same(there.get(), kept)) {
            putRight(kept, there.get());
        }
    }

    private void make(HasMetadata kept) {
        HasMetadata delivered = delivered(kept);
        if (isPassword(kept)) {
            applier.create(delivered);
        } else {
            applier.createCopy(delivered);
        }
    }

    /** A copy is immutable: it is made anew. Passwords are changed where they are, for pods that start need them. */
    private void putRight(HasMetadata kept, HasMetadata there) {
        if (isPassword(kept) && kept instanceof Secret secret) {
            ObjectNode data = Json.object();
            secret.getData().forEach(data::put);
            applier.addData((Secret) there, data, Map.of());
        } else {
            applier.deleteUnchanged(there);
            make(kept);
        }
    }

    private boolean isPassword(HasMetadata kept) {
        return kept.getMetadata().getName().equals(ObjectNames.credentials(owner.component()));
    }

    private static boolean same(HasMetadata one, HasMetadata other) {
        return DataDigests.data(one).equals(DataDigests.data(other));
    }

    private static HasMetadata delivered(HasMetadata kept) {
        ObjectMeta metadata = new ObjectMetaBuilder()
                .withName(kept.getMetadata().getName())
                .withNamespace(kept.getMetadata().getNamespace())
                .withLabels(kept.getMetadata().getLabels())
                .withAnnotations(kept.getMetadata().getAnnotations())
                .build();
        return switch (kept) {
            case Secret secret ->
                new SecretBuilder(secret).withMetadata(metadata).build();
            case ConfigMap map ->
                new ConfigMapBuilder(map).withMetadata(metadata).build();
            default -> throw new IllegalArgumentException("holds no data: " + kept.getKind());
        };
    }

    private static String reference(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    private static Class<? extends HasMetadata> kind(String name) {
        return "Secret".equals(name) ? Secret.class : ConfigMap.class;
    }
}
