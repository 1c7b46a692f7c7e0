package io.mpaas.cli.web;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.planning.whole.RootCauses;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A component whose own state has to change, and all that come down to it.
 *
 * @param outage whether something that is to serve does not because of it; else it only is on its way
 */
public record Cause(String name, boolean outage, List<String> victims) {
    public Cause {
        victims = List.copyOf(victims);
    }

    /** Those that others wait for or that need help, as `status` tells them; most victims first. */
    static List<Cause> of(RootCauses all) {
        SortedSet<String> unavailable = all.unavailable();
        return all.all().stream()
                .filter(cause -> !isAsDesired(cause, all))
                .filter(cause -> !cause.victims().isEmpty() || needsHelp(cause, all))
                .map(cause -> new Cause(
                        cause.name(),
                        needsHelp(cause, all) && unavailable.contains(cause.name()),
                        List.copyOf(cause.victims())))
                .toList();
    }

    /** Stopped, and nobody who is to serve waits for it. */
    private static boolean isAsDesired(RootCauses.Cause cause, RootCauses all) {
        return phase(cause) == ComponentPhase.Stopped
                && !all.isToServe(cause.name())
                && cause.victims().stream().noneMatch(all::isToServe);
    }

    /** One whose dependencies serve again follows by itself. */
    private static boolean needsHelp(RootCauses.Cause cause, RootCauses all) {
        ComponentPhase phase = phase(cause);
        return (phase == ComponentPhase.Failed || phase == ComponentPhase.Degraded)
                && !Reasons.follows(cause.component(), all.blamedBy(cause.name()));
    }

    private static @Nullable ComponentPhase phase(RootCauses.Cause cause) {
        var status = cause.component().getStatus();
        return status == null ? null : status.phase();
    }
}
