package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operator says about one component. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ComponentStatus(
        @JsonPropertyDescription("Generation of the spec this status speaks of.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Waiting, Starting, Ready, Updating, Degraded, Failed, Stopping, Stopped or Unknown.")
        @Nullable
        ComponentPhase phase,

        @JsonPropertyDescription("What it waits for or what is the matter, in one sentence.") @Nullable
        String message,

        @JsonPropertyDescription("Direct dependencies that keep it from starting, updating or stopping.")
        List<WaitingFor> waitingFor,

        @JsonPropertyDescription("Optional dependencies that are not Available.")
        List<String> degradedBy,

        @JsonPropertyDescription("Replicas that exist.") @Nullable
        Integer replicas,

        @JsonPropertyDescription("Replicas that serve.") @Nullable
        Integer readyReplicas,

        @JsonPropertyDescription("Label selector of the pods, for autoscalers.") @Nullable
        String selector,

        @JsonPropertyDescription("readyReplicas/replicas, for the board.") @Nullable
        String ready,

        @JsonPropertyDescription(
                "Last rollout hash it was Ready at; gates of dependants compare it. After the word left: an update has"
                        + " taken it from there.")
        @Nullable
        String rolloutHash,

        @JsonPropertyDescription(
                "Request for a restart, as in the annotation mpaas.io/restart, that it was Ready after.")
        @Nullable
        String restart,

        @JsonPropertyDescription("When the wait, start or update in progress began.") @Nullable
        String since,

        @JsonPropertyDescription("When it was started; anew after a stop.") @Nullable
        String startedAt,

        @JsonPropertyDescription("When it was Ready after that start.") @Nullable
        String readyAt,

        @JsonPropertyDescription("Available, Ready; Held while the operator is asked to leave it alone.")
        List<Condition> conditions,

        @JsonPropertyDescription("The last starts that went through, the latest first; estimates rest on them.")
        List<PastStart> starts,

        @JsonPropertyDescription("What is to be said of it in sites that are not the operator's own cluster, by name.")
        Map<String, ComponentSite> sites) {

    /** Past starts that are remembered. */
    public static final int MAX_STARTS = 5;

    /** What a Component without a status says: nothing. */
    public static final ComponentStatus EMPTY = new ComponentStatus(
            null, null, null, List.of(), List.of(), null, null, null, null, null, null, null, null, null, List.of(),
            List.of(), Map.of());

    public ComponentStatus {
        message = Values.text(message);
        selector = Values.text(selector);
        ready = Values.text(ready);
        waitingFor = Values.list(waitingFor);
        degradedBy = Values.list(degradedBy);
        conditions = Values.list(conditions);
        starts = Values.list(starts);
        sites = Values.map(sites);
    }

    /** Of one of which nothing is to be said in sites elsewhere. */
    public ComponentStatus(
            @Nullable Long observedGeneration,
            @Nullable ComponentPhase phase,
            @Nullable String message,
            List<WaitingFor> waitingFor,
            List<String> degradedBy,
            @Nullable Integer replicas,
            @Nullable Integer readyReplicas,
            @Nullable String selector,
            @Nullable String ready,
            @Nullable String rolloutHash,
            @Nullable String restart,
            @Nullable String since,
            @Nullable String startedAt,
            @Nullable String readyAt,
            List<Condition> conditions,
            List<PastStart> starts) {
        this(
                observedGeneration,
                phase,
                message,
                waitingFor,
                degradedBy,
                replicas,
                readyReplicas,
                selector,
                ready,
                rolloutHash,
                restart,
                since,
                startedAt,
                readyAt,
                conditions,
                starts,
                Map.of());
    }

    /** The same, with what is to be said of it in sites elsewhere. */
    public ComponentStatus withSites(Map<String, ComponentSite> said) {
        return new ComponentStatus(
                observedGeneration,
                phase,
                message,
                waitingFor,
                degradedBy,
                replicas,
                readyReplicas,
                selector,
                ready,
                rolloutHash,
                restart,
                since,
                startedAt,
                readyAt,
                conditions,
                starts,
                said);
    }
}
