/**
 * What an API server is asked before anything is written, and what its answers mean. Input: components whose content is new, then
 * the answers to dry runs; output: {@link io.mpaas.planning.trial.Trials} to ask about, then problems. Pure: the controller
 * does the asking.
 */
@NullMarked
package io.mpaas.planning.trial;

import org.jspecify.annotations.NullMarked;
