/**
 * The validating webhook: {@code kubectl apply} of a Release or Installation that is certainly wrong fails with every problem.
 *
 * <p>The same checks run again in the reconcile, which is the truth; so the webhook may be away ({@code failurePolicy: Ignore}).
 * The operator makes its own certificate and writes its own registration.
 */
@NullMarked
package io.mpaas.controller.admission;

import org.jspecify.annotations.NullMarked;
