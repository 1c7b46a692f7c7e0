package io.mpaas.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A small bundle: one image of one layer, and a Release that names it and another. */
final class SampleBundle {
    static final String ABSENT = "registry.example/redis@sha256:" + "0".repeat(64);

    final Map<String, String> files = new TreeMap<>();
    final String digest;

    SampleBundle() {
        String config = blob("{\"architecture\":\"amd64\",\"os\":\"linux\"}");
        String layer = blob("a layer");
        digest = blob("""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "config":{"digest":"%s"},"layers":[{"digest":"%s"}]}""".formatted(config, layer));
        files.put("images/oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        files.put("images/index.json", """
                {"schemaVersion":2,"manifests":[{"digest":"%s","platform":{"architecture":"amd64","os":"linux"},\
                "annotations":{"org.opencontainers.image.ref.name":"registry.example/mysql:8.4"}}]}""".formatted(digest));
        files.put("releases/release.yaml", """
                apiVersion: mpaas.io/v1alpha1
                kind: Release
                metadata: {name: small}
                spec:
                  components:
                    db: {pod: {containers: [{name: main, image: "registry.example/mysql@%s"}]}}
                    cache: {pod: {containers: [{name: main, image: "%s"}]}}
                """.formatted(digest, ABSENT));
        String sums = files.entrySet().stream()
                .map(file -> sha256(file.getValue()) + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
        files.put("SHA256SUMS", sums);
    }

    private String blob(String content) {
        String hash = sha256(content);
        files.put("images/blobs/sha256/" + hash, content);
        return "sha256:" + hash;
    }

    /** Writes it as it is now. */
    String in(Path folder) throws IOException {
        Path file = folder.resolve("bundle.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                byte[] content = entry.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry header = new TarArchiveEntry("./" + entry.getKey());
                header.setSize(content.length);
                tar.putArchiveEntry(header);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return file.toString();
    }

    static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
