/**
 * {@code kubectl mpaas}: one verb per question or wish, over the same pure code as the operator.
 *
 * <pre>
 *   files ──▶ manifest ──▶ lint      what is wrong?             (no cluster)
 *                  └─────▶ graph     what needs what?           (files or a cluster)
 *   cluster ─────────────▶ status    what runs, waits, and why? (Installation and Components only)
 *              └─────────▶ why       what explains an outage?   (and workloads, pods, events, logs)
 *   stop, start, restart, hold, resume ─▶ spec.state and annotations, which the operator carries out
 * </pre>
 */
@NullMarked
package io.mpaas.cli;

import org.jspecify.annotations.NullMarked;
