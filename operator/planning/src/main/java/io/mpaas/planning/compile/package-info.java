/**
 * From what people wrote to what each component shall be. Pure.
 *
 * <pre>
 *   ReleaseSpec ──┐
 *   Installation ─┼─▶ Compiler ─▶ Compilation: every Problem, and a Blueprint unless one of them is an error
 *   SiteFacts ────┘                            Blueprint: component → ComponentSpec, in start order
 * </pre>
 *
 * <p>The controller writes the blueprint into Component objects, the command line prints it.
 */
@NullMarked
package io.mpaas.planning.compile;

import org.jspecify.annotations.NullMarked;
