package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operator says about an installation; bounded at any size of the graph. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InstallationStatus(
        @JsonPropertyDescription("Generation of the spec this status speaks of.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "One word for people: Rejected, Starting, Updating, Held, RolledBack, Ready, Degraded, Stopping, Stopped, Unknown.")
        @Nullable
        InstallationPhase phase,

        @JsonPropertyDescription("Components that are Ready of all, e.g. 23/31.") @Nullable
        String progress,

        @JsonPropertyDescription("Number of components per phase.")
        Map<String, Integer> components,

        @JsonPropertyDescription("Product version that the components are made from.") @Nullable
        String version,

        @JsonPropertyDescription(
                "The Release that was accepted last; its kept copy decides, whatever becomes of the Release.")
        @Nullable
        AcceptedRelease release,

        @JsonPropertyDescription(
                "Number of the entry of `kubectl mpaas history` at which everything was Ready last: a change that fails goes"
                        + " back to it where spec.rollout.onFailure is Rollback.")
        @Nullable
        Long lastReadyEntry,

        @JsonPropertyDescription("The change that failed and is taken back; what runs is not what the spec asks for.")
        @Nullable
        RefusedChange refused,

        @JsonPropertyDescription("When the present start or update began.") @Nullable
        String startedAt,

        @JsonPropertyDescription("When every component was Ready.") @Nullable
        String readyAt,

        @JsonPropertyDescription(
                "Request for a cold restart, as in the annotation mpaas.io/cold-restart, for which all was stopped.")
        @Nullable
        String coldRestart,

        @JsonPropertyDescription("The chain of startup dependencies that decides how long the rest takes.") @Nullable
        CriticalPathStatus criticalPath,

        @JsonPropertyDescription("The components that explain why others wait or do not serve; at most 10.")
        List<RootBlocker> rootBlockers,

        @JsonPropertyDescription("Addresses of the exposed ports.")
        List<Endpoint> endpoints,

        @JsonPropertyDescription(
                "Everything wrong with the spec; at most 50. A rejected spec changes nothing that runs.")
        List<ReportedProblem> problems,

        @JsonPropertyDescription(
                "Accepted, SitesReady, ComponentsReady, Available, Ready; Held while the annotation mpaas.io/hold is there.")
        List<Condition> conditions) {

    /** What an Installation without a status says: nothing. */
    public static final InstallationStatus EMPTY = new InstallationStatus(
            null, null, null, Map.of(), null, null, null, null, null, null, null, null, List.of(), List.of(), List.of(),
            List.of());

    public InstallationStatus {
        components = Values.map(components);
        rootBlockers = Values.list(rootBlockers);
        endpoints = Values.list(endpoints);
        problems = Values.list(problems);
        conditions = Values.list(conditions);
    }

    /** The same with another critical path. */
    public InstallationStatus withCriticalPath(@Nullable CriticalPathStatus path) {
        return new InstallationStatus(
                observedGeneration,
                phase,
                progress,
                components,
                version,
                release,
                lastReadyEntry,
                refused,
                startedAt,
                readyAt,
                coldRestart,
                path,
                rootBlockers,
                endpoints,
                problems,
                conditions);
    }
}
