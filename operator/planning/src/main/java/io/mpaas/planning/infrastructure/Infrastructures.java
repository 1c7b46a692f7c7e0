package io.mpaas.planning.infrastructure;

import io.mpaas.api.v1alpha1.Site;
import java.util.Optional;

/** Every cloud that clusters can be made in. */
public final class Infrastructures {
    private Infrastructures() {}

    /** What makes the cluster of a Site; empty if that is there already. */
    public static Optional<Infrastructure> of(Site site) {
        return Optional.ofNullable(site.getSpec().openstack())
                .map(spec -> new OpenStack(
                        site.getMetadata().getNamespace(), site.getMetadata().getName(), spec));
    }
}
