/**
 * One Component: observe, decide, carry out, report, wake those that look at it; or stop it. In: the caches. Out: its status, and the
 * work of {@code workload} or {@code manifests}.
 */
@NullMarked
package io.mpaas.controller.component;

import org.jspecify.annotations.NullMarked;
