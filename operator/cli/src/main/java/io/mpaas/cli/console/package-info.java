/** What all commands share: how to print, how to end. */
@NullMarked
package io.mpaas.cli.console;

import org.jspecify.annotations.NullMarked;
