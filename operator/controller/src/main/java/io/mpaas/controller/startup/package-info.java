/**
 * From a started process to running controllers: the client, CRDs, permissions and policies. In: configuration and the API server. Out:
 * started controllers, or a sentence about what is missing.
 */
@NullMarked
package io.mpaas.controller.startup;

import org.jspecify.annotations.NullMarked;
