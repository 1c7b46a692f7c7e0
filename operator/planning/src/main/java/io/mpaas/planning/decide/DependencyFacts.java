package io.mpaas.planning.decide;

import io.mpaas.planning.value.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * What a dependency says of itself.
 *
 * @param rolloutHash last rollout hash it was Ready at
 * @param availableSince when it last became Available, if it is
 * @param restarting the restart that was asked for, while it has not been Ready after it
 */
public record DependencyFacts(
        Verdict ready,
        Verdict available,
        Optional<String> rolloutHash,
        Optional<Instant> availableSince,
        Optional<String> restarting) {}
