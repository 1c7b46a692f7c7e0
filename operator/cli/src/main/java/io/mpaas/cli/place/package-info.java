/** {@code kubectl mpaas place}: which site runs how much of each component, and what remains after the loss of each room. */
@NullMarked
package io.mpaas.cli.place;

import org.jspecify.annotations.NullMarked;
