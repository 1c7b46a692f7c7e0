/**
 * From all Components of an Installation to its status: root causes, critical path, progress; and to the order of a restart. Pure: the
 * clock is an argument.
 */
@NullMarked
package io.mpaas.planning.whole;

import org.jspecify.annotations.NullMarked;
