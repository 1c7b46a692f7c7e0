/** What is wrong with a set of documents. Pure. */
@NullMarked
package io.mpaas.cli.lint;

import org.jspecify.annotations.NullMarked;
