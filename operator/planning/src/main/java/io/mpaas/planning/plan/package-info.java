/**
 * What carrying out a spec would do: components as they are and a blueprint in, steps in order with what each interrupts and waits
 * for out. Pure.
 */
@NullMarked
package io.mpaas.planning.plan;

import org.jspecify.annotations.NullMarked;
