/** The accepted specs of an installation, for people. Pure. */
@NullMarked
package io.mpaas.cli.history;

import org.jspecify.annotations.NullMarked;
