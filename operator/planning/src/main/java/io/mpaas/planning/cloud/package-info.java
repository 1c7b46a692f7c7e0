/**
 * Whether a cloud is fit for the cluster that is to be made in it, and what of that cluster it still has. In: what OpenStack's services
 * answered, and the spec of a Site. Out: findings for {@link io.mpaas.planning.inspect.Inspection}, and a list of what is ours. Pure; the
 * module {@code operator/cloud} asks.
 *
 * <p>{@link io.mpaas.planning.cloud.CloudChecks} is the table of all checks. Its sentences are in both languages in
 * {@code /io/mpaas/inspect/messages}.
 */
@NullMarked
package io.mpaas.planning.cloud;

import org.jspecify.annotations.NullMarked;
