/** What earlier installations left in a namespace: whose it is, what it is, in which order it goes. Pure. */
@NullMarked
package io.mpaas.cli.leftovers;

import org.jspecify.annotations.NullMarked;
