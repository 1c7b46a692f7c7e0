package io.mpaas.planning.decide;

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
        boolean ready,
        boolean available,
        Optional<String> rolloutHash,
        Optional<Instant> availableSince,
        Optional<String> restarting) {}
