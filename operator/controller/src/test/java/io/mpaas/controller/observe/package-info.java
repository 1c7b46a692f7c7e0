@NullMarked
package io.mpaas.controller.observe;

import org.jspecify.annotations.NullMarked;
