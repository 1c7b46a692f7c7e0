/** Pictures of a dependency graph: text, DOT, Mermaid, JSON. Pure. */
@NullMarked
package io.mpaas.cli.graph;

import org.jspecify.annotations.NullMarked;
