/**
 * The verbs. In: arguments, files, a cluster. Out: a text of one of the pure packages, or a wish written to the cluster; an exit code.
 */
@NullMarked
package io.mpaas.cli.command;

import org.jspecify.annotations.NullMarked;
