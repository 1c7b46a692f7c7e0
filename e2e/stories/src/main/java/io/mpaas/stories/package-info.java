/** What the end-to-end stories share: the packaged operator as a process, its rights, the samples on simulated nodes. */
@NullMarked
package io.mpaas.stories;

import org.jspecify.annotations.NullMarked;
