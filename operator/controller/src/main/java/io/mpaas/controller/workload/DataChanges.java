package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.cluster.Revisions;
import io.mpaas.planning.decide.WorkloadFacts;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Owner;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Updates whose only cause is that a ConfigMap or Secret of the customer changed: one that is rewritten again and again restarts
 * its readers only so often.
 *
 * <p>The first such update goes out at once. Its time is kept on the Component, and the next one waits from then.
 */
final class DataChanges {
    private static final Duration LEAST = Duration.ofMinutes(5);

    private final Component component;
    private final Owner owner;
    private final Place place;

    DataChanges(Component component, Place place) {
        this.component = component;
        this.owner = place.owner();
        this.place = place;
    }

    /** Whether what is asked for differs from the content that lives in nothing but data. */
    boolean isOne(String liveHash) {
        ComponentSpec spec = component.getSpec();
        Optional<String> asked = Revisions.withoutData(spec);
        return !liveHash.equals(spec.contentHash())
                && asked.isPresent()
                && place.home()
                        .find(ControllerRevision.class, owner, ObjectNames.ofContent(owner.component(), liveHash))
                        .filter(owner::owns)
                        .map(live -> annotation(live, Mpaas.WITHOUT_DATA_ANNOTATION))
                        .equals(asked);
    }

    /** When it may go out, if that is not now. */
    Optional<Instant> due(Optional<WorkloadFacts> live, Instant now) {
        return last().filter(at -> !at.isAfter(now))
                .map(at -> at.plus(interval()))
                .filter(now::isBefore)
                .filter(_ ->
                        live.map(WorkloadFacts::contentHash).filter(this::isOne).isPresent());
    }

    private Duration interval() {
        Long seconds = component.getSpec().dataRestartSeconds();
        return seconds == null ? LEAST : Duration.ofSeconds(seconds);
    }

    /** A person can write it: what is no time counts for nothing. */
    private Optional<Instant> last() {
        try {
            return Optional.of(annotation(component, Mpaas.DATA_CHANGED_ANNOTATION))
                    .filter(text -> !text.isEmpty())
                    .map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String annotation(HasMetadata object, String name) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(name, "");
    }
}
