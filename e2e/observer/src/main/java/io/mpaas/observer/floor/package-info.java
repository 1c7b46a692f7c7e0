/**
 * The least that any operator must do: create what may start. Benchmarks compare with it, so nothing is to be added.
 */
@NullMarked
package io.mpaas.observer.floor;

import org.jspecify.annotations.NullMarked;
