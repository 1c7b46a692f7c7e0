/** Tests of the webhook's answers. */
@NullMarked
package io.mpaas.controller.admission;

import org.jspecify.annotations.NullMarked;
