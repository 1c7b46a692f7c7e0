/**
 * What a cluster has of an installation, read and written by a person's own permissions. What is written is what a person asks the operator for.
 */
@NullMarked
package io.mpaas.cli.cluster;

import org.jspecify.annotations.NullMarked;
