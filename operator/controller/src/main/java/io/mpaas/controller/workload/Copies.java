package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.Applier;
import io.mpaas.controller.cluster.DataDigests;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.render.DataCopies;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps the copies of the customer's data that the pods of a content refer to: made from the data of exactly the digest that the
 * content names, immutable, made again when somebody deletes them.
 */
final class Copies {
    private final TargetCluster home;
    private final Applier applier;
    private final Owner owner;

    Copies(Place place) {
        this.home = place.home();
        this.applier = place.atHome();
        this.owner = place.owner();
    }

    void ensure(ComponentSpec spec) {
        DataCopies.of(owner, spec).forEach(this::ensure);
    }

    /**
     * While an update waits: the copies that the pods of the content that runs refer to. One that was deleted is made again where the
     * new content names the same data; for another one nobody knows the data any more, and that is said.
     */
    void keep(Rendering running, ComponentSpec next) {
        Set<String> referred = DataCopies.referred(running);
        DataCopies.of(owner, next).stream()
                .filter(copy -> referred.contains(copy.kind() + "/" + copy.name()))
                .forEach(this::ensure);
        List<String> lost =
                referred.stream().filter(this::isCopy).filter(this::isGone).toList();
        if (!lost.isEmpty()) {
            throw new Obstacle(String.join(", ", lost).replace('/', ' ')
                    + " was deleted, and its data is not there any more: running pods go on, a pod that restarts cannot start"
                    + " until this update has been carried out");
        }
    }

    private boolean isCopy(String reference) {
        String prefix = ObjectNames.ofContent(owner.component(), "");
        String name = nameIn(reference);
        return name.startsWith(prefix)
                && ContentHash.named(name.substring(prefix.length())).isPresent();
    }

    private boolean isGone(String reference) {
        Class<? extends HasMetadata> kind = kind(reference.substring(0, reference.indexOf('/')));
        return home.copy(kind, owner, nameIn(reference)).isEmpty()
                && applier.read(kind, nameIn(reference)).isEmpty();
    }

    private static String nameIn(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    private static Class<? extends HasMetadata> kind(String name) {
        return "Secret".equals(name) ? Secret.class : ConfigMap.class;
    }

    private void ensure(DataCopies.Copy copy) {
        Class<? extends HasMetadata> kind = kind(copy.kind());
        Optional<byte[]> key = kind == Secret.class
                ? applier.read(Secret.class, ObjectNames.DIGEST_KEY).flatMap(DataDigests::key)
                : Optional.empty();
        if (home.copy(kind, owner, copy.name())
                .filter(owner::owns)
                .filter(found -> isOf(found, copy, key))
                .isPresent()) {
            return;
        }
        Optional<? extends HasMetadata> there = applier.read(kind, copy.name());
        if (there.filter(found -> isOf(found, copy, key)).isPresent()) {
            return;
        }
        there.ifPresent(this::takeAway);
        HasMetadata source = applier.read(kind, copy.source())
                .filter(found -> isOf(found, copy, key))
                .orElseThrow(() -> new Obstacle("the data of " + copy.kind() + " " + copy.source()
                        + " that this content was made with is not there any more, neither in it nor in its copy "
                        + copy.name() + ": a change of the spec or of the data is carried out as usual"));
        applier.createCopy(render(source, copy));
    }

    /** Somebody put it in the place of a copy; ours is made anew, another's is left alone. */
    private void takeAway(HasMetadata found) {
        if (!owner.owns(found)) {
            throw new Obstacle(
                    Obstacle.describe(found) + " exists already and is not this installation's: rename or delete it");
        }
        applier.deleteUnchanged(found);
    }

    private static boolean isOf(HasMetadata object, DataCopies.Copy copy, Optional<byte[]> key) {
        return ContentHash.named(copy.digest())
                .flatMap(version -> version.digest(DataDigests.data(object), key))
                .filter(copy.digest()::equals)
                .isPresent();
    }

    private HasMetadata render(HasMetadata source, DataCopies.Copy copy) {
        Map<String, String> labels = new TreeMap<>(owner.copyLabels());
        labels.put(Mpaas.PART_LABEL, "copy");
        ObjectMeta metadata = new ObjectMetaBuilder()
                .withName(copy.name())
                .withNamespace(owner.namespace())
                .withLabels(labels)
                .withAnnotations(Map.of("mpaas.io/copied-from", copy.kind() + "/" + copy.source()))
                .build();
        return switch (source) {
            case Secret secret ->
                new SecretBuilder()
                        .withMetadata(metadata)
                        .withImmutable(true)
                        .withData(secret.getData())
                        .build();
            case ConfigMap map ->
                new ConfigMapBuilder()
                        .withMetadata(metadata)
                        .withImmutable(true)
                        .withData(map.getData())
                        .withBinaryData(map.getBinaryData())
                        .build();
            default -> throw new IllegalArgumentException("holds no data: " + source.getKind());
        };
    }
}
