package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an installation says about one component. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ComponentSettings(
        @JsonPropertyDescription("The customer brings it: probed, never created, changed or deleted.") @Nullable
        ExternalEndpoint external,

        @JsonPropertyDescription(
                "True = not part of this installation. Refused while a startup or runtime dependency needs it.")
        @Nullable
        Boolean skip,

        @JsonPropertyDescription(
                "Candidate to take for a need of the kind dependsOnOneOf: name of the need -> component.")
        Map<String, String> use,

        @Min(1) @Max(1000) @JsonPropertyDescription("Replicas in place of the number the tier gives.") @Nullable
        Integer replicas,

        @JsonPropertyDescription("Settings over the defaults of the Release; environment variables of every container.")
        Map<String, String> config,

        @JsonPropertyDescription(
                "Size or class of claims, by name of the storage. Only claims that do not exist yet follow it.")
        Map<String, StorageSettings> storage,

        @PreserveUnknownFields
        @JsonPropertyDescription(
                "A Kubernetes PodTemplateSpec merged over what the Release says; containers are merged by name.")
        @Nullable
        JsonNode podTemplate,

        @JsonPropertyDescription(
                "Fields of the Release's pod that are removed before podTemplate is merged over it, as paths such as"
                        + " spec.containers[main].livenessProbe: kubectl apply drops the null that would remove them.")
        List<String> podTemplateRemove,

        @JsonPropertyDescription(
                "Where it runs, in place of what the tier gives: Site -> replicas. Of a DaemonSet: further sites that are a"
                        + " witness.")
        Map<String, WantedShare> placement) {

    /** Nothing is said. */
    public static final ComponentSettings NONE =
            new ComponentSettings(null, null, Map.of(), null, Map.of(), Map.of(), null, List.of(), Map.of());

    public ComponentSettings {
        use = Values.map(use);
        config = Values.map(config);
        storage = Values.map(storage);
        podTemplateRemove = Values.list(podTemplateRemove);
        placement = Values.map(placement);
    }

    /** The same, brought by the customer. */
    public ComponentSettings withExternal(ExternalEndpoint endpoint) {
        return new ComponentSettings(
                endpoint, skip, use, replicas, config, storage, podTemplate, podTemplateRemove, placement);
    }

    /** The same, with these settings. */
    public ComponentSettings withConfig(Map<String, String> values) {
        return new ComponentSettings(
                external, skip, use, replicas, values, storage, podTemplate, podTemplateRemove, placement);
    }

    /** The same, with this template. */
    public ComponentSettings withPodTemplate(JsonNode template) {
        return new ComponentSettings(
                external, skip, use, replicas, config, storage, template, podTemplateRemove, placement);
    }
}
