package io.mpaas.planning.whole;

import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import java.util.Optional;

/** Something that keeps the operator from carrying out a spec as a whole, so that no component may say it. */
public final class Obstructed {
    private Obstructed() {}

    /** What it is, as the status of an Installation says it. */
    public static Optional<String> told(InstallationStatus status) {
        return Conditions.find(status.conditions(), Conditions.Type.Ready)
                .filter(ready -> Reason.Obstructed.name().equals(ready.getReason()))
                .map(ready -> ready.getMessage());
    }
}
