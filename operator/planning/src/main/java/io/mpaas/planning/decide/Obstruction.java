package io.mpaas.planning.decide;

/**
 * What keeps the operator from doing what it decided to do.
 *
 * @param sentence for people
 * @param passing it may be over at the next try: the component has not failed, it is delayed
 */
public record Obstruction(String sentence, boolean passing) {}
