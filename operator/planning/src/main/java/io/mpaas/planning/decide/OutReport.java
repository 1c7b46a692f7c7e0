package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to say about a component whose Site is Out: it has no replicas that count. So it serves nobody, and has stopped if it is to be
 * stopped. What it was Ready at last stays on record: by that one knows what it is owed.
 */
public final class OutReport {
    private OutReport() {}

    public static ComponentStatus of(Component component, SiteReference site, Instant now) {
        ComponentStatus before = Objects.requireNonNullElse(component.getStatus(), ComponentStatus.EMPTY);
        Optional<ComponentSite.Owed> owed = owed(component, before);
        ComponentPhase phase = phase(component, before);
        String message = Outside.words(site) + ": nothing is done there"
                + owed.map(what -> "; " + words(what)).orElse("");
        Conditions.Pen pen = new Conditions.Pen(component.getMetadata().getGeneration(), before.conditions(), now);
        return new ComponentStatus(
                        component.getMetadata().getGeneration(),
                        phase,
                        message,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        before.rolloutHash(),
                        before.restart(),
                        phase == before.phase() && before.since() != null ? before.since() : Conditions.time(now),
                        before.startedAt(),
                        before.readyAt(),
                        List.of(
                                pen.of(Conditions.Type.Available, Verdict.False, Reason.SiteOut, message),
                                pen.of(Conditions.Type.Ready, Verdict.False, Reason.SiteOut, message)),
                        before.starts())
                .withSites(Map.of(site.name(), new ComponentSite(SiteState.Out, orNull(owed), List.of())));
    }

    private static ComponentPhase phase(Component component, ComponentStatus before) {
        if (component.getSpec().state() == RunState.Stopped) {
            return ComponentPhase.Stopped;
        }
        return before.startedAt() == null ? ComponentPhase.Waiting : ComponentPhase.Degraded;
    }

    private static ComponentSite.@Nullable Owed orNull(Optional<ComponentSite.Owed> owed) {
        return owed.orElse(null);
    }

    /** Judged by its last status, because the Site is not asked. */
    private static Optional<ComponentSite.Owed> owed(Component component, ComponentStatus before) {
        ComponentSpec spec = component.getSpec();
        if (spec.type() == WorkloadType.Job && JobRecord.of(component).hasCompleted(spec.contentHash())) {
            return Optional.empty();
        }
        boolean runs = before.startedAt() != null;
        if (spec.state() == RunState.Stopped) {
            return runs && spec.type() != WorkloadType.Job ? Optional.of(ComponentSite.Owed.Stop) : Optional.empty();
        }
        if (!runs) {
            return Optional.of(ComponentSite.Owed.Start);
        }
        return Objects.equals(before.rolloutHash(), spec.rolloutHash())
                ? Optional.empty()
                : Optional.of(ComponentSite.Owed.Update);
    }

    private static String words(ComponentSite.Owed owed) {
        return switch (owed) {
            case Start -> "it is started when the Site is In again";
            case Update -> "it is updated when the Site is In again";
            case Stop -> "what runs there is stopped when the Site is In again";
        };
    }

    /** The Sites that were Out when a status was written: what it says of pods there was not observed. */
    public static Set<String> out(ComponentStatus status) {
        return status.sites().entrySet().stream()
                .filter(site -> site.getValue().state() == SiteState.Out)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
