/**
 * A component that is made of pods. In: the caches and a Step. Out: the workload, and all that its pods need, in the cluster; an Outcome.
 */
@NullMarked
package io.mpaas.controller.workload;

import org.jspecify.annotations.NullMarked;
