/** What a cluster's Pod Security refuses, told without the cluster. In: a pod template. Out: every field that is refused. Pure. */
@NullMarked
package io.mpaas.planning.security;

import org.jspecify.annotations.NullMarked;
