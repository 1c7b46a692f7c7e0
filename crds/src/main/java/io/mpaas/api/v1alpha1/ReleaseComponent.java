package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One part of the product as the vendor describes it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value =
                "self.type == 'Manifests' ? has(self.manifests) && !has(self.pod) : has(self.pod) && !has(self.manifests)",
        message = "a component of the type Manifests has manifests, one of any other type has a pod")
public record ReleaseComponent(
        @Size(max = 256) @JsonPropertyDescription("What this component does, in a few words.") @Nullable
        String description,

        @Required
        @JsonPropertyDescription("What it runs as. A Job runs once per content and may only be a startup dependency."
                + " Manifests are any Kubernetes objects.")
        WorkloadType type,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("Present = a voting set: an odd number of replicas started in parallel;"
                + " Available and Ready mean a majority.")
        @Nullable
        Quorum quorum,

        @JsonPropertyDescription(
                "True = the replicas of a StatefulSet start at the same time; otherwise each one waits until"
                        + " the one before it is Ready. A voting set always starts in parallel.")
        @Nullable
        Boolean parallel,

        @JsonPropertyDescription(
                "Only for a Deployment. Recreate = all old pods are gone before new ones come: for pods that"
                        + " cannot run beside their successors, such as those with a hostPort. Default RollingUpdate.")
        @Nullable
        Strategy strategy,

        @JsonPropertyDescription(
                "Only for a Job. Compatible = the content before works with what this Job has done, so that a change can be"
                        + " taken back past it. Job = the Job that undoJob names undoes it. Default None: a change whose Job has"
                        + " completed is not taken back automatically.")
        @Nullable
        Undo undo,

        @Size(max = 40)
        @JsonPropertyDescription(
                "With undo: Job, the component that undoes what this Job has done: a Job with when: Undo.")
        @Nullable
        String undoJob,

        @JsonPropertyDescription("Only for a Job. Undo = it runs only when a change is taken back whose Job names it in"
                + " undoJob: in the place of that Job, with what that Job needs. It has no needs of its own.")
        @Nullable
        When when,

        @JsonPropertyDescription(
                "Replicas per tier. An Installation of a tier that is missing here is refused. Not for Jobs.")
        Map<String, Integer> replicas,

        @JsonPropertyDescription("What dependants are told about this component.") @Nullable
        Provides provides,

        @JsonPropertyDescription("Volumes that outlive pods, by name; one claim per replica. Only for a StatefulSet.")
        Map<String, Storage> storage,

        @JsonPropertyDescription("Present = a customer may bring their own instead; says what it must be.") @Nullable
        ExternalRequirement external,

        @JsonPropertyDescription("Components this one needs: name -> kinds of need (startup, runtime, optional).")
        Map<String, List<DependencyType>> dependsOn,

        @JsonPropertyDescription(
                "Needs that one of several components can fill, by a name of the need. The first candidate"
                        + " the installation has is taken.")
        Map<String, OneOf> dependsOnOneOf,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("Rare: components to update before this one, in place of its startup and runtime"
                + " dependencies. Present but empty = none.")
        @Nullable
        List<String> updateAfter,

        @JsonPropertyDescription(
                "CEL expressions over `workload` (the Deployment, StatefulSet or DaemonSet as a map) or, of Manifests,"
                        + " over `objects` (a map of all objects by Kind/name) that must all hold for the component to be"
                        + " Available. A missing field means: not yet.")
        List<String> readyWhen,

        @JsonPropertyDescription("Ports to be reached from outside the cluster, by name; their addresses appear in the"
                + " Installation's status.")
        Map<String, Expose> expose,

        @JsonPropertyDescription("Default settings, given to every container as environment variables.")
        Map<String, String> config,

        @JsonPropertyDescription(
                "Seconds the start of one pod usually takes; used for the critical path and the estimated time until"
                        + " this site has measured its own. Default 10.")
        @Min(0)
        @Max(86400)
        @Nullable
        Integer typicalStartSeconds,

        @PreserveUnknownFields
        @JsonPropertyDescription(
                "A Kubernetes PodSpec; only what differs from Kubernetes' defaults. Volumes, environment and"
                        + " affinity that the operator adds are merged in. For every type but Manifests.")
        @Nullable
        JsonNode pod,

        @Size(max = 256)
        @JsonPropertyDescription(
                "Only of the type Manifests: Kubernetes objects of any kind, without a namespace: they go"
                        + " into the Installation's. CustomResourceDefinitions are applied first, and stay when all else is"
                        + " deleted. "
                        + NAMESPACE_VARIABLE
                        + " in any string is replaced by the name of the namespace.")
        List<JsonNode> manifests) {

    /** What stands for the namespace of the Installation in manifests. */
    public static final String NAMESPACE_VARIABLE = "$(MPAAS_NAMESPACE)";

    public ReleaseComponent {
        replicas = Values.map(replicas);
        storage = Values.map(storage);
        dependsOn = Values.map(dependsOn);
        dependsOnOneOf = Values.map(dependsOnOneOf);
        readyWhen = Values.list(readyWhen);
        expose = Values.map(expose);
        config = Values.map(config);
        manifests = Values.list(manifests);
    }
}
