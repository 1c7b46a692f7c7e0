/**
 * The algebra of dependencies. Knows names and edges, no Kubernetes.
 *
 * <pre>
 *   GraphSpec ──▶ GraphCheck ──▶ every Problem of a release, at once
 *       │
 *       └─ Selection ──▶ Resolver ──▶ Resolution ──▶ DependencyGraph (acyclic) ──▶ orders, paths
 * </pre>
 *
 * <p>Pure: no clock, no input or output, no randomness. Every collection that is returned is sorted and immutable, so the
 * same input gives the same bytes. What a user wrote wrongly is a {@link io.mpaas.graph.Problem}; an exception is a bug of
 * the caller. Nothing recurses, so a chain may be as long as memory allows.
 *
 * <p>Direction: an edge {@code A → B} always reads "A needs B". Inside, names are numbered in sorted order and edges live in
 * int arrays ({@code IntGraph}); smaller number means smaller name, which is how ties are broken everywhere.
 */
@NullMarked
package io.mpaas.graph;

import org.jspecify.annotations.NullMarked;
