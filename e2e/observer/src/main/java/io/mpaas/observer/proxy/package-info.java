/**
 * Between a program and its API server: counts the writes that were committed and does harm at a chosen one.
 *
 * <p>To add a fault: a record that implements {@link io.mpaas.observer.proxy.Fault}, its name in the {@code permits} list, and
 * a test in {@code WriteProxyIT}.
 */
@NullMarked
package io.mpaas.observer.proxy;

import org.jspecify.annotations.NullMarked;
