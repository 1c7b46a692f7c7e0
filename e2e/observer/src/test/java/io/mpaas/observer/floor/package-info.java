@NullMarked
package io.mpaas.observer.floor;

import org.jspecify.annotations.NullMarked;
