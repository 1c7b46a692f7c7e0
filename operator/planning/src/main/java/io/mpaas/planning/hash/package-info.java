/**
 * From a resolved content to the hash that alone decides its pods. Every released version stays computable, each in a class of its own. Pure.
 */
@NullMarked
package io.mpaas.planning.hash;

import org.jspecify.annotations.NullMarked;
