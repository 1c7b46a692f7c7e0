/** The board: what an installation does now. Pure; the time is an argument. */
@NullMarked
package io.mpaas.cli.status;

import org.jspecify.annotations.NullMarked;
