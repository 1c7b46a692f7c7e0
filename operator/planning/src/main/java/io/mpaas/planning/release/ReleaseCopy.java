package io.mpaas.planning.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.planning.value.Gzip;
import io.mpaas.planning.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The copy that is kept of an accepted Release: its canonical spec, gzipped (RFC 1952), under its digest. */
public final class ReleaseCopy {
    /** Bytes that a copy may have: an object of Kubernetes holds 1 MiB of data (1,048,576 bytes). */
    public static final int MAX_BYTES = 1_000_000;

    /** Bytes that a copy may have when it is unpacked; a Release fits into one object of etcd (1.5 MiB). */
    private static final int MAX_UNPACKED = 16 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReleaseCopy() {}

    /** SHA-256 (FIPS 180-4) of the canonical spec, 64 hexadecimal digits. */
    public static String digest(ReleaseSpec release) {
        return Json.sha256(canonical(release));
    }

    /** The canonical spec, gzipped. */
    public static byte[] pack(ReleaseSpec release) {
        return Gzip.pack(canonical(release).getBytes(StandardCharsets.UTF_8));
    }

    /** The Release in a copy; empty if it is not the one of this digest, or cannot be read. */
    public static Optional<ReleaseSpec> unpack(byte[] copy, String digest) {
        return Gzip.unpack(copy, MAX_UNPACKED)
                .filter(text -> Json.sha256(text).equals(digest))
                .flatMap(ReleaseCopy::read);
    }

    private static Optional<ReleaseSpec> read(byte[] text) {
        try {
            return Optional.of(MAPPER.readValue(new String(text, StandardCharsets.UTF_8), ReleaseSpec.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String canonical(ReleaseSpec release) {
        try {
            return MAPPER.writeValueAsString(Json.sorted(Json.tree(release)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
