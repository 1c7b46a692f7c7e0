/**
 * One Site: from its nodes to its status.
 */
@NullMarked
package io.mpaas.controller.site;

import org.jspecify.annotations.NullMarked;
