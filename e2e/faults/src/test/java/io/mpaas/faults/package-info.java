/**
 * The fault harness: what a person does to an installation, while something is made to go wrong between the operator and its API
 * server; and the judgement of what became of it. A {@link io.mpaas.faults.Plan} follows from one number, the seed, and can be
 * played again.
 *
 * <pre>
 *   seed ─▶ Plan (scenario, target, disturbance) ─▶ Trial: played undisturbed, then disturbed ─▶ Verdict
 * </pre>
 */
@NullMarked
package io.mpaas.faults;

import org.jspecify.annotations.NullMarked;
