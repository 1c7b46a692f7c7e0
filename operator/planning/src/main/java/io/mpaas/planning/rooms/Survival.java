package io.mpaas.planning.rooms;

import io.mpaas.planning.value.Reason;

/**
 * Whether the product goes on by itself after the loss of any one failure domain of its tier: the condition {@code AutoFailover}.
 *
 * @param automatic whether it does
 * @param reason {@code EveryLossSurvived}, {@code TierNotReached}, {@code NoThirdZone}, {@code TooFewReplicas} or
 *     {@code SiteOut}
 * @param words a sentence
 */
public record Survival(boolean automatic, Reason reason, String words) {}
