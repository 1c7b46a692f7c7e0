/**
 * Whether any Kubernetes object has become what its spec asks for. In: the object as JSON; out: one word and one sentence. Pure.
 */
@NullMarked
package io.mpaas.planning.kstatus;

import org.jspecify.annotations.NullMarked;
