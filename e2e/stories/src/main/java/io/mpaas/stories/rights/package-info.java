/**
 * What the chart grants the operator beside what it used of it. Input: the chart's roles and audit logs of API servers; output:
 * the difference, which is to be empty.
 */
@NullMarked
package io.mpaas.stories.rights;

import org.jspecify.annotations.NullMarked;
