@NullMarked
package io.mpaas.observer;

import org.jspecify.annotations.NullMarked;
