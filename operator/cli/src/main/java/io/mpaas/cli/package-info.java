/**
 * {@code kubectl mpaas}: one verb per question, over the same pure code as the operator.
 *
 * <pre>
 *   files ──▶ manifest ──▶ lint      what is wrong?             (no cluster)
 *                  └─────▶ graph     what needs what?           (files or a cluster)
 *   cluster ─────────────▶ status    what runs, waits, and why? (Installation and Components only)
 * </pre>
 *
 * <p>Only this package talks to a cluster, and it only reads. What is printed is made by pure functions of the sub-packages.
 */
@NullMarked
package io.mpaas.cli;

import org.jspecify.annotations.NullMarked;
