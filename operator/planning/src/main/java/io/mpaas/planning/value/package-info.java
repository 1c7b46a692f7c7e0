/**
 * What all others speak of: names, owners, JSON, durations, quorums, problems, conditions and reasons. In: API types. Out: values. Pure.
 */
@NullMarked
package io.mpaas.planning.value;

import org.jspecify.annotations.NullMarked;
