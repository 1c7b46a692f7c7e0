package io.mpaas.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The blobs of a layout: files under the digest of their content. */
final class Blobs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    Blobs(Path layout) throws IOException {
        folder = Files.createDirectories(layout.resolve("blobs/sha256"));
    }

    /** Keeps the content and describes it (image-spec 1.1, "Content Descriptors"). */
    ObjectNode keep(String mediaType, InputStream content) throws IOException {
        Path arriving = Files.createTempFile(folder, "arriving", "");
        MessageDigest digest = sha256();
        try (DigestInputStream in = new DigestInputStream(content, digest)) {
            Files.copy(in, arriving, StandardCopyOption.REPLACE_EXISTING);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        Path file = Files.move(arriving, folder.resolve(hash), StandardCopyOption.REPLACE_EXISTING);
        return JSON.createObjectNode()
                .put("mediaType", mediaType)
                .put("digest", "sha256:" + hash)
                .put("size", Files.size(file));
    }

    ObjectNode keep(String mediaType, ObjectNode content) throws IOException {
        return keep(mediaType, new ByteArrayInputStream(JSON.writeValueAsBytes(content)));
    }

    boolean has(String digest) {
        return Files.exists(folder.resolve(digest.substring(digest.indexOf(':') + 1)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
