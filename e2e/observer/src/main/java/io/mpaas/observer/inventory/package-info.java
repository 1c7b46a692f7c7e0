/**
 * What there is: every object of a namespace as the API server tells it. Input: list calls of an administrator. Output: values that
 * can be compared, and what differs in sentences. Knows nothing of the operator but that it exists.
 */
@NullMarked
package io.mpaas.observer.inventory;

import org.jspecify.annotations.NullMarked;
