package io.mpaas.cli.why;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.whole.ChangeFacts;
import io.mpaas.planning.whole.Obstructed;
import io.mpaas.planning.whole.RootCauses;
import io.mpaas.planning.whole.Unfulfilled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds for an installation as a whole and may be all there is to explain. */
final class Remarks {
    private static final int SHOWN = 5;

    private Remarks() {}

    static List<String> of(Installation installation) {
        List<String> remarks = new ArrayList<>();
        if (installation.isMarkedForDeletion()) {
            remarks.add("it is being deleted, dependants first");
        } else if (installation.getSpec().state() == RunState.Stopped) {
            remarks.add("it is asked to be stopped: `kubectl mpaas start` starts it again");
        }
        InstallationStatus status = installation.getStatus();
        if (status == null) {
            remarks.add("it has no status yet: does the operator run?");
            return remarks;
        }
        denied(status, Conditions.Type.Accepted)
                .map(message -> "its spec is rejected: " + message)
                .ifPresent(remarks::add);
        cluster(installation, status).ifPresent(remarks::add);
        Obstructed.told(status).ifPresent(remarks::add);
        Optional.ofNullable(installation.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Mpaas.HOLD_ANNOTATION))
                .map(reason -> "it is held (" + reason + "): the operator changes nothing until `kubectl mpaas resume`")
                .ifPresent(remarks::add);
        ChangeFacts.told(status).ifPresent(remarks::add);
        if (installation.getSpec().updatesWait()) {
            remarks.add("updates are paused: those that have not begun wait until spec.paused is false");
        }
        return remarks;
    }

    /** What is wrong with the cluster that it runs in. */
    private static Optional<String> cluster(Installation installation, InstallationStatus status) {
        List<SiteReference> out = Outside.all(installation);
        return (out.isEmpty()
                        ? Optional.<String>empty()
                        : Optional.of(Outside.words(out)
                                + ": nothing is done there, and it counts for nothing, until `kubectl mpaas site in`"))
                .or(() -> denied(status, Conditions.Type.SitesReady)
                        .map(message -> "its cluster cannot run pods: " + message));
    }

    /** What keeps those that stop from having stopped, but for those that wait for others. */
    static List<String> ofStopping(Map<String, Component> components) {
        return components.entrySet().stream()
                .filter(entry -> entry.getValue().getStatus() != null)
                .filter(entry -> entry.getValue().getStatus().phase() == ComponentPhase.Stopping
                        && entry.getValue().getStatus().waitingFor().isEmpty())
                .map(entry ->
                        entry.getKey() + ": " + entry.getValue().getStatus().message())
                .limit(SHOWN)
                .toList();
    }

    /**
     * What is not as asked for although it serves: an update that does not end, a replica that is missing, a larger volume that was
     * refused.
     *
     * @param looked the components that are asked about
     */
    static List<String> ofServing(
            Installation installation, List<RootCauses.Cause> causes, Map<String, Component> looked) {
        if (installation.isMarkedForDeletion() || installation.getSpec().state() == RunState.Stopped) {
            return List.of();
        }
        Stream<String> blockers = RootCauses.blockers(causes).stream()
                .filter(blocker -> blocker.phase() != ComponentPhase.Stopping)
                .map(RootCauses::text);
        return Stream.concat(blockers, Unfulfilled.of(looked).stream())
                .map(sentence -> "not yet as asked for: " + sentence)
                .toList();
    }

    private static Optional<String> denied(InstallationStatus status, Conditions.Type type) {
        return Conditions.find(status.conditions(), type)
                .filter(condition -> "False".equals(condition.getStatus()))
                .map(condition -> condition.getMessage());
    }
}
