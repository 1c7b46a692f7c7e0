/**
 * Clusters that Cluster API makes: what is to be made and how far it is. In: the spec of a Site, and the objects of Cluster API and its
 * provider as they are. Out: objects to be applied in the operator's own cluster, and a stage with a sentence. Pure.
 * docs/develop.md says step by step how a cloud is added.
 */
@NullMarked
package io.mpaas.planning.infrastructure;

import org.jspecify.annotations.NullMarked;
