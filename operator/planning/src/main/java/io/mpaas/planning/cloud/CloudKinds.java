package io.mpaas.planning.cloud;

import io.mpaas.api.v1alpha1.Site;
import io.mpaas.planning.infrastructure.ApiKind;
import io.mpaas.planning.infrastructure.Infrastructures;
import io.mpaas.planning.infrastructure.Rendering;
import java.util.List;
import java.util.stream.Stream;

/** Kinds of Cluster API and its provider that the cluster of a Site needs, in the versions that are written and read. */
public final class CloudKinds {
    private CloudKinds() {}

    /** Those of others: Kubernetes' own are always there. */
    public static List<ApiKind> of(Site site) {
        return Infrastructures.of(site).stream()
                .flatMap(one -> Stream.concat(Rendering.kinds(one).stream(), Stream.of(Providers.RESOURCE)))
                .filter(kind -> !kind.group().isEmpty())
                .toList();
    }
}
