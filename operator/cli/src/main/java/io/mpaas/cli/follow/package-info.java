/**
 * From a live installation and a goal to lines until the goal is reached, cannot be reached, or time is over.
 */
@NullMarked
package io.mpaas.cli.follow;

import org.jspecify.annotations.NullMarked;
