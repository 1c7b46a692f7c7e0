/**
 * Asks a cloud: small clients of the REST interfaces of OpenStack, over the JDK's own HTTP client. In: how a cloud is entered, and what is
 * to be made in it. Out: {@link io.mpaas.planning.inspect.Facts}, for the checks in {@code planning.cloud}. The operator and the command
 * line both use it. Nothing is ever changed in a cloud from here.
 *
 * <p>Every question has a time limit and every answer a size limit; redirects are not followed; no message contains a secret.
 */
@NullMarked
package io.mpaas.cloud;

import org.jspecify.annotations.NullMarked;
