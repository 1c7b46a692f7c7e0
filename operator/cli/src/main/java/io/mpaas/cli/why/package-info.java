/**
 * Why something does not serve: causes, the evidence for them, and who suffers. Pure; the time is an argument.
 *
 * <pre>
 *   Components ─▶ RootCauses (planning) ─┐
 *   what was found of each cause: Traces ─▶ Evidence ─▶ Explanation ─▶ lines, JSON
 * </pre>
 */
@NullMarked
package io.mpaas.cli.why;

import org.jspecify.annotations.NullMarked;
