package io.mpaas.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A small bundle: the operator's image for amd64, a database's for amd64 and arm64, and a Release that names the latter and another
 * that is not there.
 */
final class SampleBundle {
    static final String ABSENT = "registry.example/redis@sha256:" + "0".repeat(64);

    final Map<String, String> files = new TreeMap<>();
    final String database;
    final String operator;
    byte[] signature = {};

    SampleBundle() {
        operator = manifest("amd64", "the operator");
        database = blob("""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s,%s]}""".formatted(
                        descriptor(manifest("amd64", "a database")), descriptor(manifest("arm64", "the same on ARM"))));
        files.put("images/oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        files.put("images/index.json", """
                {"schemaVersion":2,"manifests":[
                  {"digest":"%s","annotations":{"org.opencontainers.image.ref.name":"operator:1.0"}},
                  {"digest":"%s","annotations":{"org.opencontainers.image.ref.name":"build.example/db:8.4"}}]}""".formatted(operator, database));
        files.put("releases/release.yaml", """
                apiVersion: mpaas.io/v1alpha1
                kind: Release
                metadata: {name: small}
                spec:
                  components:
                    db: {pod: {containers: [{name: main, image: "registry.example/mpaas/mysql@%s"}]}}
                    cache: {pod: {containers: [{name: main, image: "%s"}]}}
                """.formatted(database, ABSENT));
        sum();
    }

    /** Writes the checksums of the files as they are now. */
    void sum() {
        files.remove("SHA256SUMS");
        String sums = files.entrySet().stream()
                .map(file -> sha256(file.getValue()) + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
        files.put("SHA256SUMS", sums);
    }

    /** Signs the checksums as they are now. */
    void sign(PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(files.getOrDefault("SHA256SUMS", "").getBytes(StandardCharsets.UTF_8));
        this.signature = signature.sign();
    }

    static String file(String digest) {
        return "images/blobs/" + digest.replace(':', '/');
    }

    private String manifest(String architecture, String content) {
        String config = blob("{\"architecture\":\"%s\",\"os\":\"linux\"}".formatted(architecture));
        return blob("""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},\
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}""".formatted(config, size(config), blob(content), content.length()));
    }

    private String descriptor(String digest) {
        return "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(digest, size(digest));
    }

    private int size(String digest) {
        return files.getOrDefault(file(digest), "").length();
    }

    private String blob(String content) {
        String digest = "sha256:" + sha256(content);
        files.put(file(digest), content);
        return digest;
    }

    /** Writes it as it is now. */
    String in(Path folder) throws IOException {
        Path file = folder.resolve("bundle.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                put(tar, entry.getKey(), entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
            if (signature.length > 0) {
                put(tar, "SHA256SUMS.sig", signature);
            }
        }
        return file.toString();
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry header = new TarArchiveEntry("./" + name);
        header.setSize(content.length);
        tar.putArchiveEntry(header);
        tar.write(content);
        tar.closeArchiveEntry();
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
