/**
 * From pods and nodes to what is wrong with them, which members a set has, and where pods can be placed. Pure.
 */
@NullMarked
package io.mpaas.planning.pods;

import org.jspecify.annotations.NullMarked;
