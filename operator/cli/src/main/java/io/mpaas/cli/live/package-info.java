/**
 * From a cluster to what the page of {@code web} is told, and back: wishes of the person who looks at it.
 */
@NullMarked
package io.mpaas.cli.live;

import org.jspecify.annotations.NullMarked;
