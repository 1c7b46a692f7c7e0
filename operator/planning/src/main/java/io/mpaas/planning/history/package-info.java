/**
 * What an installation was: its last accepted specs, and which kept objects they still need. Pure.
 *
 * <pre>
 *   accepted spec + Release + content hashes ─▶ HistoryEntry ─▶ Retention ─▶ kept renderings, copies and Releases to delete
 * </pre>
 */
@NullMarked
package io.mpaas.planning.history;

import org.jspecify.annotations.NullMarked;
