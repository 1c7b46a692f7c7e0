@NullMarked
package io.mpaas.observer.proxy;

import org.jspecify.annotations.NullMarked;
