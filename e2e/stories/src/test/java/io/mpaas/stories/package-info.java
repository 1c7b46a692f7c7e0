/** The end-to-end stories: the packaged operator, with the chart's rights, on a real Kubernetes control plane. */
@NullMarked
package io.mpaas.stories;

import org.jspecify.annotations.NullMarked;
