/**
 * From Kubernetes objects to the facts that decisions rest on. In: objects as a cache or a client gave them. Out: values of {@code decide}
 * and {@code pods}. Pure.
 */
@NullMarked
package io.mpaas.planning.observe;

import org.jspecify.annotations.NullMarked;
