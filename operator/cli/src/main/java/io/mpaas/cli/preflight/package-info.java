/** What {@code kubectl mpaas preflight} prints: lines for people in their language, JSON for programs in both. Pure. */
@NullMarked
package io.mpaas.cli.preflight;

import org.jspecify.annotations.NullMarked;
