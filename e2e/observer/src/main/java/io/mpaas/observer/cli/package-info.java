/**
 * The command line: {@code observe}, {@code floor}, {@code writes}.
 */
@NullMarked
package io.mpaas.observer.cli;

import org.jspecify.annotations.NullMarked;
