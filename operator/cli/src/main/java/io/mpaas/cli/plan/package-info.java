/** The command {@code plan}: files and what the cluster has in, a plan as text out. */
@NullMarked
package io.mpaas.cli.plan;

import org.jspecify.annotations.NullMarked;
