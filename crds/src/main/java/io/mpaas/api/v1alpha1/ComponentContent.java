package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that decides the pods of a component; the content hash is computed over exactly this. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ComponentContent(
        @PreserveUnknownFields
        @JsonPropertyDescription("The PodTemplateSpec before the operator adds bindings, storage and spread.")
        @Nullable
        JsonNode podTemplate,

        @JsonPropertyDescription("Whether it is a voting set.") @Nullable
        Boolean quorum,

        @JsonPropertyDescription("Whether the pods of a set that does not vote start at the same time.") @Nullable
        Boolean parallel,

        @JsonPropertyDescription("Members that a voting set is to have; they are told in MPAAS_MEMBERS.") @Nullable
        Integer members,

        @JsonPropertyDescription(
                "Names that the members of a voting set know each other by, told in MPAAS_MEMBER_NAMES; absent where they are"
                        + " numbered from 0 on.")
        List<String> memberNames,

        @JsonPropertyDescription("Recreate = all old pods are gone before new ones come; absent = RollingUpdate.")
        @Nullable
        Strategy strategy,

        @JsonPropertyDescription("Environment variables of every container.")
        Map<String, String> config,

        @JsonPropertyDescription("Claims per replica.") Map<String, Claim> storage,

        @JsonPropertyDescription("What dependants are told.") @Nullable
        Provides provides,

        @JsonPropertyDescription("Ports to be reached from outside.")
        Map<String, Expose> expose,

        @JsonPropertyDescription("Failure domain that replicas spread over.") @Nullable
        Spread spread,

        @JsonPropertyDescription("Where the dependencies are, by name.")
        Map<String, Binding> bindings,

        @JsonPropertyDescription("Digests of the ConfigMaps and Secrets that the pods read, by Kind/name.")
        Map<String, String> data,

        @Size(max = 256)
        @JsonPropertyDescription("Objects of the type Manifests, as they are applied but for their labels.")
        List<JsonNode> manifests) {

    public ComponentContent {
        memberNames = Values.list(memberNames);
        config = Values.map(config);
        storage = Values.map(storage);
        expose = Values.map(expose);
        bindings = Values.map(bindings);
        data = Values.map(data);
        manifests = Values.list(manifests);
    }

    /** Of what the customer brings: there is nothing but what dependants are told. */
    public static ComponentContent ofExternal(@Nullable Provides told) {
        return new ComponentContent(
                null, null, null, null, List.of(), null, Map.of(), Map.of(), told, Map.of(), null, Map.of(), Map.of(),
                List.of());
    }

    /** Of the type Manifests. */
    public static ComponentContent ofManifests(List<JsonNode> objects) {
        return new ComponentContent(
                null, null, null, null, List.of(), null, Map.of(), Map.of(), null, Map.of(), null, Map.of(), Map.of(),
                objects);
    }

    /** The same with other digests of data. */
    public ComponentContent withData(Map<String, String> digests) {
        return with(storage, digests);
    }

    /** The same with other volumes. */
    public ComponentContent withStorage(Map<String, Claim> volumes) {
        return with(volumes, data);
    }

    /** The same with another template. */
    public ComponentContent withPodTemplate(JsonNode template) {
        return new ComponentContent(
                template,
                quorum,
                parallel,
                members,
                memberNames,
                strategy,
                config,
                storage,
                provides,
                expose,
                spread,
                bindings,
                data,
                manifests);
    }

    /** Of the Job that undoes this one: where that is, it is, and what that is told, it is told. */
    public ComponentContent ofUndoJob(JsonNode template, Map<String, String> settings, Map<String, String> digests) {
        return new ComponentContent(
                template, null, null, null, List.of(), null, settings, Map.of(), null, Map.of(), spread, bindings,
                digests, List.of());
    }

    private ComponentContent with(Map<String, Claim> volumes, Map<String, String> digests) {
        return new ComponentContent(
                podTemplate,
                quorum,
                parallel,
                members,
                memberNames,
                strategy,
                config,
                volumes,
                provides,
                expose,
                spread,
                bindings,
                digests,
                manifests);
    }

    /** Failure domain that replicas spread over. */
    public enum Spread {
        /** Over nodes, as far as possible. */
        Node,
        /** Over zones; a voting set strictly, so that no zone holds a majority. */
        Zone,
        /**
         * Over the nodes of a site that is not the operator's own cluster, as far as possible. Operators that do not know the word
         * leave the component alone: they would look for its pods in the wrong cluster.
         */
        Site,
        /** The same of a component of an installation in several sites: operators that do not know the word leave it alone, too. */
        Sites
    }
}
