package io.mpaas.planning.plan;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.decide.JobRecord;
import io.mpaas.planning.decide.Starts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One component as it is before the change.
 *
 * @param completed content hashes for which its Job has completed
 * @param start seconds that its starts took, the middle one; empty without a history
 * @param held why it is held, where it is
 */
public record Standing(ComponentSpec spec, List<String> completed, OptionalLong start, Optional<String> held) {
    public Standing {
        completed = List.copyOf(completed);
    }

    /** As the cluster has it. */
    public static Standing of(Component component) {
        ComponentStatus status = component.getStatus();
        return new Standing(
                component.getSpec(),
                JobRecord.of(component).completed(),
                Starts.median(status == null ? List.of() : status.starts()),
                Optional.ofNullable(component.getMetadata().getAnnotations())
                        .map(annotations -> annotations.get(Mpaas.HOLD_ANNOTATION)));
    }

    /** As files have it: it runs, and what was to complete has. */
    public static Standing of(ComponentSpec spec) {
        return new Standing(spec, List.of(spec.contentHash()), OptionalLong.empty(), Optional.empty());
    }

    boolean isLeaving() {
        return Boolean.TRUE.equals(spec.removed());
    }
}
