package io.mpaas.api.v1alpha1;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceSubresourceScale;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The CRDs as the types of this module describe them, completed with what annotations cannot say: category, scale
 * subresource, a bound on every map, list, string and number, and the number of the schema.
 */
final class GeneratedCrds {
    /** Order of the printer columns; the generator sorts them by their path. */
    private static final List<String> COLUMNS = List.of(
            "City",
            "Room",
            "Type",
            "Version",
            "Release",
            "Tier",
            "Phase",
            "Ready",
            "Nodes",
            "Zones",
            "Progress",
            "Available",
            "Message",
            "Since",
            "Age");

    private static final long MAX_COMPONENTS = 512;
    private static final long MAX_ENTRIES = 64;
    private static final long MAX_STRING = 4096;
    /** Kubernetes takes a negative one for 0. */
    private static final String MAY_BE_NEGATIVE = "tolerationSeconds";

    private GeneratedCrds() {}

    /** Name of the CRD → YAML, for each kind. The number of a schema is that of its predecessor, or the next if it differs. */
    static SortedMap<String, String> yaml(Path folder, Path committed) throws IOException {
        SortedMap<String, String> predecessors = read(committed, ".yaml");
        new CRDGenerator()
                .withParallelGenerationEnabled(false)
                .customResourceClasses(List.of(Release.class, Installation.class, Component.class, Site.class))
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata crd, String version) {
                        complete((CustomResourceDefinition) crd);
                        SchemaNumber.next(predecessors.get(crd.getMetadata().getName()), crd);
                        return crd;
                    }
                })
                .inOutputDir(folder.toFile())
                .generate();
        return read(folder, "-v1.yml");
    }

    /** File name without the suffix → text. */
    static SortedMap<String, String> read(Path folder, String suffix) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(folder)) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString().replace(suffix, ""), Files.readString(file));
            }
        }
        return files;
    }

    private static void complete(CustomResourceDefinition crd) {
        crd.getSpec().getNames().setCategories(List.of("mpaas"));
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
        schema.setRequired(List.of("spec"));
        describe(crd.getSpec().getNames().getKind(), schema);
        bound("", schema);
        version.getAdditionalPrinterColumns().sort(Comparator.comparingInt(c -> COLUMNS.indexOf(c.getName())));
        if (crd.getSpec().getNames().getKind().equals("Component")) {
            CustomResourceSubresourceScale scale = new CustomResourceSubresourceScale();
            scale.setSpecReplicasPath(".spec.replicas");
            scale.setStatusReplicasPath(".status.replicas");
            scale.setLabelSelectorPath(".status.selector");
            version.getSubresources().setScale(scale);
        }
    }

    /** What {@code kubectl explain} says of the kind, its spec and its status. */
    private static void describe(String kind, JSONSchemaProps schema) {
        switch (kind) {
            case "Release" ->
                say(
                        schema,
                        "An immutable, digest-pinned catalogue of components and their dependencies; made once, by the vendor.",
                        "The catalogue. It never changes: a new version is a new Release.",
                        "");
            case "Installation" ->
                say(
                        schema,
                        "One customer's mPaaS: a Release, a tier, what the customer brings, and settings. One per namespace.",
                        "What is wanted. A change that is wrong is refused and touches nothing that runs.",
                        "What runs, what waits, for what, and why. `kubectl wait --for=condition=Ready` works.");
            case "Site" ->
                say(
                        schema,
                        "One place with one Kubernetes cluster. Without any, an Installation runs in the operator's cluster.",
                        "Where the site is and how its cluster is reached.",
                        "Whether the cluster is reached, and what it offers.");
            default ->
                say(
                        schema,
                        "One part of the product in an installation. Made by the operator; only replicas are for people.",
                        "The component as the operator resolved it from Release and Installation.",
                        "What this component does, what it waits for, and why.");
        }
    }

    private static void say(JSONSchemaProps schema, String kind, String spec, String status) {
        schema.setDescription(kind);
        schema.getProperties().forEach((name, property) -> {
            if (name.equals("spec")) {
                property.setDescription(spec);
            } else if (name.equals("status") && !status.isEmpty()) {
                property.setDescription(status);
            }
        });
    }

    /** The API server takes 64 bits where a schema says nothing, and no program of ours counts further than 32. */
    private static void number(String field, JSONSchemaProps schema) {
        if (schema.getMaximum() == null) {
            schema.setMaximum((double) Integer.MAX_VALUE);
        }
        if (schema.getMinimum() == null && !MAY_BE_NEGATIVE.equals(field)) {
            schema.setMinimum(0.0);
        }
    }

    /** Gives every map, list, string and number below a field its bound, unless its type already says one. */
    private static void bound(String field, JSONSchemaProps schema) {
        if (schema.getType() == null && Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
            schema.setType("object");
        }
        boolean perComponent =
                field.equals("components") || field.equals("dependencies") || field.equals("updateAfter");
        long entries = perComponent ? MAX_COMPONENTS : MAX_ENTRIES;
        if ("string".equals(schema.getType()) && schema.getEnum().isEmpty() && schema.getMaxLength() == null) {
            schema.setMaxLength(MAX_STRING);
        }
        if ("integer".equals(schema.getType())) {
            number(field, schema);
        }
        if ("array".equals(schema.getType()) && schema.getMaxItems() == null) {
            schema.setMaxItems(entries);
        }
        if (schema.getItems() != null) {
            bound(field, schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null) {
            if (schema.getMaxProperties() == null) {
                schema.setMaxProperties(entries);
            }
            bound("", schema.getAdditionalProperties().getSchema());
        }
        for (Map.Entry<String, JSONSchemaProps> property :
                schema.getProperties().entrySet()) {
            bound(property.getKey(), property.getValue());
        }
    }
}
