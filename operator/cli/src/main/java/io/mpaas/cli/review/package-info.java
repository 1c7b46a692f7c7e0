/** How the difference of two Releases is written: a {@code ReleaseDiff} in, lines for people or for a merge request out. Pure. */
@NullMarked
package io.mpaas.cli.review;

import org.jspecify.annotations.NullMarked;
