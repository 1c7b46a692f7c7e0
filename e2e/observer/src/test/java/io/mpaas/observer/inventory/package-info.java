@NullMarked
package io.mpaas.observer.inventory;

import org.jspecify.annotations.NullMarked;
