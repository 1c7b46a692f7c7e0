/**
 * What to do about one component now, and what to say about it. Pure: the clock is an argument.
 *
 * <pre>
 *   Situation (spec, dependencies' published facts, live workload) ─▶ Decision ─▶ Step: Start | Update | Scale | Wait(why) | Keep
 *                                                                └─▶ StatusReport ─▶ ComponentStatus
 * </pre>
 *
 * <p>Gates compare values, never sequence: stale or reordered caches can only delay a step.
 */
@NullMarked
package io.mpaas.planning.decide;

import org.jspecify.annotations.NullMarked;
