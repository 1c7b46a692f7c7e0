/**
 * Placement: which site of an Installation runs how much of each component. In: the rooms, the tier, what each component asks for and
 * where it is already. Out: a plan with the reason of every number, and what remains after the loss of each room. Pure, without scores;
 * nothing moves that need not.
 */
@NullMarked
package io.mpaas.planning.rooms;

import org.jspecify.annotations.NullMarked;
