@NullMarked
package io.mpaas.controller.leader;

import org.jspecify.annotations.NullMarked;
