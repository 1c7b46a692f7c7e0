package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.hash.ContentHash;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Digests of ConfigMaps and Secrets, by version of the content hash. Those of an object that has not changed are remembered;
 * forgetting costs time only.
 */
public final class DataDigests {
    private static final String KEY = "key";

    /** By namespace, then by UID. */
    private final Map<String, Map<String, Remembered>> remembered = new ConcurrentHashMap<>();

    private record Remembered(String version, int key, Map<String, String> digests) {}

    /** What an object holds. */
    public static ContentHash.Data data(HasMetadata object) {
        return switch (object) {
            case Secret secret -> new ContentHash.Data(true, orEmpty(secret.getData()), Map.of());
            case ConfigMap map -> new ContentHash.Data(false, orEmpty(map.getData()), orEmpty(map.getBinaryData()));
            default -> throw new IllegalArgumentException("holds no data: " + object.getKind());
        };
    }

    /** The key in its Secret. */
    public static Optional<byte[]> key(Secret secret) {
        return Optional.ofNullable(orEmpty(secret.getData()).get(KEY))
                .map(text -> Base64.getDecoder().decode(text))
                .filter(key -> key.length > 0);
    }

    /** Entries of a Secret that holds a key. */
    public static Map<String, String> entries(byte[] key) {
        return Map.of(KEY, Base64.getEncoder().encodeToString(key));
    }

    /** Reads an object that only its metadata is known of; empty when it is gone. */
    @FunctionalInterface
    interface Reader {
        Optional<? extends HasMetadata> read(HasMetadata object);
    }

    /**
     * {@code Kind/name} → version of the hash → digest, of every object of a namespace that pods may refer to; without a key no
     * digest of a Secret that needs one, and none at all of an object whose name is not asked for.
     */
    Map<String, Map<String, String>> of(
            String namespace, Stream<HasMetadata> objects, Optional<byte[]> key, Set<String> names, Reader reader) {
        Map<String, Remembered> before = remembered.getOrDefault(namespace, Map.of());
        Map<String, Remembered> now = new HashMap<>();
        Map<String, Map<String, String>> digests = new TreeMap<>();
        try {
            objects.filter(object -> !isOwn(object)).forEach(object -> {
                String name = object.getMetadata().getName();
                String reference = object.getKind() + "/" + name;
                if (!names.contains(name)) {
                    digests.put(reference, Map.of());
                    return;
                }
                String uid = object.getMetadata().getUid();
                upToDate(before.get(uid), object, key, reader).ifPresent(one -> {
                    now.put(uid, one);
                    digests.put(reference, one.digests());
                });
            });
        } catch (RuntimeException e) {
            // What was read is not read again.
            Map<String, Remembered> all = new HashMap<>(before);
            all.putAll(now);
            remembered.put(namespace, all);
            throw e;
        }
        remembered.put(namespace, now);
        return digests;
    }

    private static Optional<Remembered> upToDate(
            @Nullable Remembered before, HasMetadata object, Optional<byte[]> key, Reader reader) {
        String version = object.getMetadata().getResourceVersion();
        int keyHash = key.map(Arrays::hashCode).orElse(0);
        if (before != null && before.version().equals(version) && before.key() == keyHash) {
            return Optional.of(before);
        }
        return reader.read(object).map(DataDigests::data).map(data -> {
            Map<String, String> digests = new HashMap<>();
            Stream.of(ContentHash.V1, ContentHash.NEWEST)
                    .forEach(hash -> hash.digest(data, key).ifPresent(digest -> digests.put(hash.version(), digest)));
            return new Remembered(version, keyHash, Map.copyOf(digests));
        });
    }

    void forget(String namespace) {
        remembered.remove(namespace);
    }

    /** Kept for the operator's own ends: no pod refers to it. */
    static boolean isOwn(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null
                && labels.containsKey(Mpaas.INSTALLATION_ID_LABEL)
                && !labels.containsKey(Mpaas.MANIFEST_OF_LABEL);
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> data) {
        return data == null ? Map.of() : data;
    }
}
