/**
 * One change on its way, whoever asks for it: what happens next, from what is known now. Circumstances in, a move out. Pure: what a change is
 * made of, who approves it and how it is carried out is known elsewhere.
 */
@NullMarked
package io.mpaas.planning.change;

import org.jspecify.annotations.NullMarked;
