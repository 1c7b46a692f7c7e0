/**
 * The check engine: questions about a cluster, asked all at once, each answered with evidence and a remedy. In: a table of
 * {@link io.mpaas.planning.inspect.Check}s and {@link io.mpaas.planning.inspect.Facts} that somebody read. Out: a
 * {@link io.mpaas.planning.inspect.Report}. Pure, and free of any subject: preflight is the first that uses it.
 *
 * <pre>
 *   cluster ──read──▶ Facts (known, or unknown and why)
 *                       │
 *   Check, Check, … ────┴─▶ Finding ─▶ Result: Pass | Warn | Fail | NotApplicable | NotChecked
 * </pre>
 *
 * <p>What was not read is never Pass: a fact that is unknown makes its checks NotChecked, with the reason, and so does a check before
 * it that did not pass. Nothing else connects two checks, so none hides another.
 */
@NullMarked
package io.mpaas.planning.inspect;

import org.jspecify.annotations.NullMarked;
