/**
 * Whether a cluster is fit for mPaaS, asked before anything is installed in it. In: {@link io.mpaas.planning.preflight.Seen}, the
 * facts that a command line or an operator reads of the cluster, and the {@link io.mpaas.planning.preflight.Load} that is to run
 * there. Out: findings, for {@link io.mpaas.planning.inspect.Inspection}. Pure.
 *
 * <p>{@link io.mpaas.planning.preflight.Preflight} is the table of all checks. Its sentences are in both languages in
 * {@code /io/mpaas/inspect/messages}.
 */
@NullMarked
package io.mpaas.planning.preflight;

import org.jspecify.annotations.NullMarked;
