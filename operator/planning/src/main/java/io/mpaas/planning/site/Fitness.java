package io.mpaas.planning.site;

import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;

/**
 * What the checks of a cluster elsewhere come to.
 *
 * @param verdict False if one failed that nobody accepted; a check that was not made fails nothing, and passes nothing
 * @param words a sentence
 */
public record Fitness(Verdict verdict, Reason reason, String words) {}
