/**
 * Clusters that Cluster API makes: what is to be made and how far it is. In: the spec of a Site, and the objects of Cluster API and its
 * provider as they are. Out: objects to be applied in the operator's own cluster, and a stage with a sentence. Pure.
 *
 * <p>To add a cloud: (1) a record beside {@code OpenStackSite} in the API, and a field of {@code SiteSpec} with it; (2) a class beside
 * {@link io.mpaas.planning.infrastructure.OpenStack} that implements {@link io.mpaas.planning.infrastructure.Infrastructure}, and one
 * line in {@link io.mpaas.planning.infrastructure.Infrastructures}; (3) its kinds in the role of the chart; (4) a golden folder in
 * {@code InfrastructureGoldenTest}, which also asks an API server with the provider's CRDs.
 */
@NullMarked
package io.mpaas.planning.infrastructure;

import org.jspecify.annotations.NullMarked;
