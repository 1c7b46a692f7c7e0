/**
 * Of several operators on one cluster one acts; the others stand by with warm caches.
 *
 * <pre>
 *   start ─▶ standing by ─▶ leading ─▶ lease lost ─▶ the process ends at once
 *                              └─▶ SIGTERM: passes end, the lease is given back
 * </pre>
 */
@NullMarked
package io.mpaas.controller.leader;

import org.jspecify.annotations.NullMarked;
