/**
 * From what people wrote to every problem of it at once, each with its field. Pure.
 */
@NullMarked
package io.mpaas.planning.check;

import org.jspecify.annotations.NullMarked;
