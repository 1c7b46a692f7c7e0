/**
 * What a new Release changes, for whoever reviews it: two Releases without errors in, their differences and the risks that are new
 * out. Pure.
 */
@NullMarked
package io.mpaas.planning.review;

import org.jspecify.annotations.NullMarked;
