/**
 * A component that is a set of any Kubernetes objects. In: their live state and a Step. Out: the objects, applied in order by the
 * installation's ServiceAccount; an Outcome.
 */
@NullMarked
package io.mpaas.controller.manifests;

import org.jspecify.annotations.NullMarked;
