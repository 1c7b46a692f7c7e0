@NullMarked
package io.mpaas.observer.cli;

import org.jspecify.annotations.NullMarked;
