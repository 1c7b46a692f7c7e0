/**
 * From a resolved component to Kubernetes objects. Pure.
 *
 * <p>Input: {@link io.mpaas.api.v1alpha1.ComponentContent}, which alone decides pods. Output: the objects, without replicas.
 * What was rendered for a content hash is kept and used again, so a newer operator that renders otherwise changes no pod until
 * the content changes.
 */
@NullMarked
package io.mpaas.planning.render;

import org.jspecify.annotations.NullMarked;
