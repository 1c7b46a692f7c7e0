/**
 * Taking back a change that failed. Pure.
 *
 * <pre>
 *   what the spec comes to + what failed + history ─▶ Course: on, refuse, back to an earlier entry, or no way back
 *   blueprint of the earlier entry + what was tried ─▶ Reversal: the same blueprint, dependants first
 * </pre>
 */
@NullMarked
package io.mpaas.planning.rollback;

import org.jspecify.annotations.NullMarked;
