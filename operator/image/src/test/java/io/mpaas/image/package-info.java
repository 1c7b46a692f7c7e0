@NullMarked
package io.mpaas.image;

import org.jspecify.annotations.NullMarked;
