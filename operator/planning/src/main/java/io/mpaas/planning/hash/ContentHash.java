package io.mpaas.planning.hash;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.planning.value.Json;
import java.util.Map;
import java.util.Optional;

/**
 * One version of the content hash. A hash names its version ({@code 2-4f0c…}); what a version once computed it computes for
 * ever, so that an upgrade of the operator changes no hash of what runs. A change of meaning is a new version, used for a
 * component only when its content changes anyway.
 *
 * <p>A version that is dropped ends the upgrade from every operator that wrote it.
 */
public sealed interface ContentHash permits ContentHashV1, ContentHashV2 {
    /** What is used where no recorded hash of an earlier version fits. */
    ContentHash NEWEST = new ContentHashV2();

    ContentHash V1 = new ContentHashV1();

    /** First part of its hashes and digests. */
    String version();

    /**
     * Hash of everything that decides the pods of a component: the version, {@code -}, and 12 hexadecimal digits of a SHA-256
     * (FIPS 180-4).
     *
     * @param type its type, also of what the customer brings
     * @param external the endpoint that the customer brings, or an empty map
     */
    String of(String type, ComponentContent content, Object external);

    /**
     * Digest of the data of one ConfigMap or Secret.
     *
     * @param key secret of the installation, for versions whose digests of Secrets nobody else can try to guess
     * @return empty if the version needs the key and there is none
     */
    Optional<String> digest(Data data, Optional<byte[]> key);

    /** Whether pods refer to kept copies of the customer's ConfigMaps and Secrets, not to these themselves. */
    boolean copiesData();

    /**
     * What a ConfigMap or Secret holds.
     *
     * @param text values as they are in {@code data}: of a Secret in base64
     * @param binary values of {@code binaryData}, in base64
     */
    record Data(boolean secret, Map<String, String> text, Map<String, String> binary) {
        public Data {
            text = Map.copyOf(text);
            binary = Map.copyOf(binary);
        }

        JsonNode canonical() {
            return Json.sorted(Json.tree(java.util.List.of(text, binary)));
        }
    }

    /** The version that a hash or digest names; empty if this operator does not know it. */
    static Optional<ContentHash> named(String hash) {
        String version = hash.substring(0, Math.max(0, hash.indexOf('-')));
        return java.util.stream.Stream.of(NEWEST, V1)
                .filter(known -> known.version().equals(version))
                .findFirst();
    }
}
