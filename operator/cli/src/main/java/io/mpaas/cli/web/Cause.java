package io.mpaas.cli.web;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.planning.whole.RootCauses;
import java.util.List;
import java.util.SortedSet;

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
                .filter(cause -> !cause.victims().isEmpty() || needsHelp(cause))
                .map(cause -> new Cause(
                        cause.name(),
                        needsHelp(cause) && unavailable.contains(cause.name()),
                        List.copyOf(cause.victims())))
                .toList();
    }

    private static boolean needsHelp(RootCauses.Cause cause) {
        var status = cause.component().getStatus();
        ComponentPhase phase = status == null ? null : status.phase();
        return phase == ComponentPhase.Failed || phase == ComponentPhase.Degraded;
    }
}
