/** {@code *Test}: milliseconds, no process; {@code *IT}: real clusters. */
@NullMarked
package io.mpaas.cluster;

import org.jspecify.annotations.NullMarked;
