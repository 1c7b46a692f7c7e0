/**
 * What of a live object is no longer as it was rendered, who changed it, and when to put it back. Pure.
 *
 * <p>Input: the rendered and the live object as JSON. Output: the fields that differ, by path; field managers; delays. Only what
 * was rendered is judged: what others added, and what the API server filled in, is theirs.
 */
@NullMarked
package io.mpaas.planning.drift;

import org.jspecify.annotations.NullMarked;
