package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One component as the operator resolved it; written by the operator only. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ComponentSpec(
        @JsonPropertyDescription("What it runs as; absent for an external component.") @Nullable
        WorkloadType type,

        @JsonPropertyDescription("Present = the customer brings it; it is probed only.") @Nullable
        ExternalEndpoint external,

        @Min(0) @JsonPropertyDescription("Replicas to run; kubectl scale changes it.") @Nullable
        Integer replicas,

        @JsonPropertyDescription(
                "The number the tier or the Installation asks for; replicas follows it only when it changes.")
        @Nullable
        Integer recommendedReplicas,

        @JsonPropertyDescription("Components this one needs, by name, and what its gates ask of each.")
        Map<String, Dependency> dependencies,

        @JsonPropertyDescription("Components to be at a rollout hash before this one is updated: name -> rollout hash.")
        Map<String, String> updateAfter,

        @JsonPropertyDescription("Candidates taken for needs of the kind dependsOnOneOf.")
        Map<String, String> choices,

        @JsonPropertyDescription("Everything that decides the pods.") @Nullable
        ComponentContent content,

        @JsonPropertyDescription("Hash of the content; it alone decides whether pods change.")
        String contentHash,

        @JsonPropertyDescription("Hash of the content hash and the rollout hashes of the components to update before.")
        String rolloutHash,

        @JsonPropertyDescription("CEL expressions that must hold for the component to be Available.")
        List<String> readyWhen,

        @JsonPropertyDescription(
                "Objects that its pods need and that do not exist, a sentence each; it is not started before.")
        List<String> missing,

        @JsonPropertyDescription("ServiceAccount by whose rights Manifests are applied; absent = by the operator's.")
        @Nullable
        String serviceAccountName,

        @JsonPropertyDescription("Seconds it may take to become Ready.") @Nullable
        Long timeoutSeconds,

        @JsonPropertyDescription(
                "Least seconds between two updates because data that its pods read has changed; absent = 300.")
        @Nullable
        Long dataRestartSeconds,

        @JsonPropertyDescription("Longest chain of starts, in seconds, that waits for this component, itself included;"
                + " decides who gets a free slot first.")
        @Nullable
        Long priority,

        @JsonPropertyDescription("Seconds the start of one pod usually takes.") @Nullable
        Long typicalStartSeconds,

        @JsonPropertyDescription("Most components of the installation that may start at one time.") @Nullable
        Integer maxConcurrentStarts,

        @JsonPropertyDescription("True = no longer part of the installation: it stops when nothing uses it any more.")
        @Nullable
        Boolean removed,

        @JsonPropertyDescription(
                "Of a removed component: those that used it; it stays until each is gone or Ready without it.")
        List<String> usedBy,

        @JsonPropertyDescription("Stopped = its pods go when its dependants' pods are gone; absent = it runs.")
        @Nullable
        RunState state,

        @JsonPropertyDescription(
                "Sites elsewhere that its pods run in, by name; empty = they run in the operator's own cluster.")
        Map<String, Placement> placement) {

    public ComponentSpec {
        dependencies = Values.map(dependencies);
        updateAfter = Values.map(updateAfter);
        choices = Values.map(choices);
        readyWhen = Values.list(readyWhen);
        missing = Values.list(missing);
        usedBy = Values.list(usedBy);
        placement = Values.map(placement);
    }

    /**
     * The Job that an undo Job undoes.
     *
     * @param contentHash for which that Job has completed
     */
    public record Undone(String job, String contentHash) {}

    /** What it undoes; empty of all but undo Jobs. */
    public Optional<Undone> undoes() {
        return dependencies.entrySet().stream()
                .filter(entry -> entry.getValue().undone())
                .map(entry -> new Undone(
                        entry.getKey(), String.valueOf(entry.getValue().rolloutHash())))
                .findFirst();
    }

    /** Whether it runs in several sites. */
    public boolean inSeveralSites() {
        return placement.size() > 1;
    }

    /** What one of its sites has of it. */
    public ComponentSpec at(String site) {
        Placement share = placement.getOrDefault(site, Placement.ALL);
        Integer number = share.replicas() == null ? replicas : share.replicas();
        return in(Map.of(site, share)).withReplicas(number);
    }

    /** The same in these sites alone. */
    public ComponentSpec in(Map<String, Placement> sites) {
        return with(dependencies, updateAfter, content, sites);
    }

    /** The lowest ordinal of a StatefulSet in the only site that it runs in. */
    public int firstOrdinal() {
        Placement only = placement.size() == 1 ? placement.values().iterator().next() : Placement.ALL;
        return only.start() == null ? 0 : only.start();
    }

    /** The same with another number of replicas. */
    public ComponentSpec withReplicas(@Nullable Integer number) {
        return with(number, missing, removed, usedBy, state);
    }

    /** The same, marked as no longer part of the installation. */
    public ComponentSpec removedFrom(List<String> users) {
        return with(replicas, missing, true, users, state);
    }

    /** The same, which stays until these are gone or Ready without it. */
    public ComponentSpec outlives(List<String> users) {
        return with(replicas, missing, removed, users, state);
    }

    /** The same, with these objects missing as well. */
    public ComponentSpec alsoMissing(List<String> sentences) {
        List<String> all = Stream.concat(missing.stream(), sentences.stream()).toList();
        return with(replicas, all, removed, usedBy, state);
    }

    /** The same, to be stopped. */
    public ComponentSpec stopped() {
        return withState(RunState.Stopped);
    }

    /** The same, to run (null) or to be stopped. */
    public ComponentSpec withState(@Nullable RunState wanted) {
        return with(replicas, missing, removed, usedBy, wanted);
    }

    /** The same, updated after others: name → rollout hash. */
    public ComponentSpec updatedAfter(Map<String, Dependency> needs, Map<String, String> others) {
        return with(needs, others, content, placement);
    }

    /** The same with another content, of the same hash. */
    public ComponentSpec withContent(ComponentContent same) {
        return with(dependencies, updateAfter, same, placement);
    }

    /**
     * The Job that undoes this one: where it runs and what it needs, with pods of its own.
     *
     * @param needs what it needs, and what it undoes
     */
    public ComponentSpec undoneBy(
            ComponentContent pods, Hashes hashes, Map<String, Dependency> needs, List<String> lacks) {
        return new ComponentSpec(
                WorkloadType.Job,
                null,
                null,
                null,
                needs,
                Map.of(),
                Map.of(),
                pods,
                hashes.content(),
                hashes.rollout(),
                List.of(),
                lacks,
                null,
                timeoutSeconds,
                dataRestartSeconds,
                priority,
                typicalStartSeconds,
                maxConcurrentStarts,
                null,
                List.of(),
                state,
                placement);
    }

    /** Content hash and rollout hash. */
    public record Hashes(String content, String rollout) {}

    private ComponentSpec with(
            Map<String, Dependency> needs,
            Map<String, String> others,
            @Nullable ComponentContent now,
            Map<String, Placement> sites) {
        return new ComponentSpec(
                type,
                external,
                replicas,
                recommendedReplicas,
                needs,
                others,
                choices,
                now,
                contentHash,
                rolloutHash,
                readyWhen,
                missing,
                serviceAccountName,
                timeoutSeconds,
                dataRestartSeconds,
                priority,
                typicalStartSeconds,
                maxConcurrentStarts,
                removed,
                usedBy,
                state,
                sites);
    }

    /** The same but for what changes while it is there. */
    private ComponentSpec with(
            @Nullable Integer number,
            List<String> nowMissing,
            @Nullable Boolean nowRemoved,
            List<String> users,
            @Nullable RunState wanted) {
        return new ComponentSpec(
                type,
                external,
                number,
                recommendedReplicas,
                dependencies,
                updateAfter,
                choices,
                content,
                contentHash,
                rolloutHash,
                readyWhen,
                nowMissing,
                serviceAccountName,
                timeoutSeconds,
                dataRestartSeconds,
                priority,
                typicalStartSeconds,
                maxConcurrentStarts,
                nowRemoved,
                users,
                wanted,
                placement);
    }
}
