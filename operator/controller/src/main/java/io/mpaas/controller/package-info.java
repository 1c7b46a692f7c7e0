/**
 * The operator: reads caches, asks {@code io.mpaas.planning} what to do, does it, writes status if it changed.
 *
 * <pre>
 *   InstallationReconciler  compile ─▶ Component objects ─▶ status of the whole
 *   ComponentReconciler     observe ─▶ decide ─▶ apply ─▶ status, wake dependants
 * </pre>
 *
 * <p>Nothing sleeps or blocks here, and no decision lives in memory only: all state is in the API server.
 */
@NullMarked
package io.mpaas.controller;

import org.jspecify.annotations.NullMarked;
