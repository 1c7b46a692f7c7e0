package io.mpaas.api.v1alpha1;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Numbers the schema of a CRD: a change, and nothing else, makes it one more. */
final class SchemaNumber {
    private SchemaNumber() {}

    /** Annotates a CRD that takes the place of another, which is given as YAML. */
    static void next(@Nullable String predecessor, HasMetadata generated) {
        CustomResourceDefinition crd = (CustomResourceDefinition) generated;
        Map<String, String> before = predecessor == null ? Map.of() : annotations(predecessor);
        String hash = hash(Serialization.asYaml(crd.getSpec()));
        int number = Integer.parseInt(before.getOrDefault(Mpaas.SCHEMA_ANNOTATION, "0"));
        boolean same = hash.equals(before.get(Mpaas.SCHEMA_HASH_ANNOTATION));
        Map<String, String> annotations = new TreeMap<>(crd.getMetadata().getAnnotations());
        annotations.put(Mpaas.SCHEMA_ANNOTATION, String.valueOf(same ? number : number + 1));
        annotations.put(Mpaas.SCHEMA_HASH_ANNOTATION, hash);
        crd.getMetadata().setAnnotations(annotations);
    }

    private static Map<String, String> annotations(String yaml) {
        Map<String, String> annotations = Serialization.unmarshal(yaml, CustomResourceDefinition.class)
                .getMetadata()
                .getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
