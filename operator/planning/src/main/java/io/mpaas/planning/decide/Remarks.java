package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.WorkloadType;
import java.util.Optional;

/** What is to be said of a component that is Ready, the most important first; nothing, usually. */
final class Remarks {
    private Remarks() {}

    static String of(Situation situation) {
        if (situation.external() && !situation.users().isEmpty()) {
            return "its own pods stay until these have moved on: " + String.join(", ", situation.users());
        }
        if (situation.spec().type() == WorkloadType.DaemonSet
                && situation.workload().filter(set -> set.wanted() == 0).isPresent()) {
            return "no node of this cluster is one for its pods: there are none";
        }
        return Facts.waits(situation)
                .or(() -> without(situation))
                .or(situation::remark)
                .orElse("");
    }

    private static Optional<String> without(Situation situation) {
        String optional = String.join(", ", situation.optionalUnavailable());
        return optional.isEmpty() ? Optional.empty() : Optional.of("without optional " + optional);
    }
}
