@NullMarked
package io.mpaas.controller.health;

import org.jspecify.annotations.NullMarked;
