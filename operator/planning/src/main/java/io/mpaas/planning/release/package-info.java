/**
 * From the Releases in the cluster and the kept copies to the one that an Installation follows. Pure.
 */
@NullMarked
package io.mpaas.planning.release;

import org.jspecify.annotations.NullMarked;
