package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.planning.value.Owner;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a component lives.
 *
 * @param home the operator's own cluster: it keeps what must outlive any other, such as renderings and passwords
 * @param there the cluster that its pods run in
 */
public record Place(Owner owner, TargetCluster home, TargetCluster there) {

    /** Whether its pods run in the operator's own cluster. */
    public boolean isAtHome() {
        return there.isOwn();
    }

    /** Writes what is kept. */
    public Applier atHome() {
        return new Applier(home, owner);
    }

    /** Writes what runs, and what it needs. */
    public Applier applier() {
        return new Applier(there, owner);
    }

    /** What was rendered for it. */
    public Revisions revisions() {
        return new Revisions(home, atHome(), owner);
    }

    /** Versions of all its objects but pods. */
    public Set<InPlace.Version> versions() {
        return Stream.of(home, there)
                .distinct()
                .flatMap(this::objects)
                .map(InPlace.Version::of)
                .collect(Collectors.toSet());
    }

    private Stream<HasMetadata> objects(TargetCluster cluster) {
        Stream<HasMetadata> owned =
                cluster.kinds().stream().filter(kind -> kind != Pod.class).flatMap(kind -> cluster.owned(kind, owner));
        return Stream.concat(owned, cluster.copies(owner));
    }
}
