package io.mpaas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    private final Map<String, byte[]> files = new TreeMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anImageOfAnOciArchiveKeepsItsManifestByteByByte() throws IOException {
        String manifest = image("amd64", "  strange but legal: ");
        ociArchive(named(manifest, "r.example/mysql@" + manifest) + "," + named(manifest, "r.example/mysql:8.4"));

        pack();

        assertThat(read(blob(manifest))).contains("strange but legal");
        assertThat(read("index.json")).contains(manifest).contains("r.example/mysql:8.4");
        assertThat(read("index.json").split("r.example")).as("one entry").hasSize(2);
    }

    @Test
    void anIndexKeepsTheArchitecturesThatAreThere() throws IOException {
        String index = put("{\"manifests\":[{\"digest\":\"%s\"},{\"digest\":\"%s\"},{\"digest\":\"sha256:%s\"}]}"
                .formatted(image("amd64", ""), image("arm64", ""), "0".repeat(64)));
        ociArchive(named(index, "8.4"));

        assertThat(pack()).contains("archive:8.4 " + index + " amd64,arm64");
    }

    @Test
    void aBlobThatIsNotWhatItsDigestSaysIsRefused() throws IOException {
        String manifest = image("amd64", "");
        files.put(blob(manifest), "{}".getBytes(StandardCharsets.UTF_8));
        ociArchive(named(manifest, "a:1"));

        assertThatThrownBy(this::pack).hasMessageContaining("is damaged");
    }

    @Test
    void layersOfADockerArchiveSayWhetherTheyAreCompressed() throws IOException {
        files.put("plain.tar", "a layer".getBytes(StandardCharsets.UTF_8));
        files.put("packed.tar.gz", gzip("a layer"));
        dockerArchive("archive", "amd64", "plain.tar", "packed.tar.gz");

        pack();

        String all = everything();
        assertThat(all).contains("layer.v1.tar\"").contains("layer.v1.tar+gzip\"");
    }

    @Test
    void dockerArchivesOfOneImageBecomeOneImageForAllTheirArchitectures() throws IOException {
        files.put("plain.tar", "a layer".getBytes(StandardCharsets.UTF_8));
        dockerArchive("archive", "amd64", "plain.tar");
        dockerArchive("second", "arm64", "plain.tar");

        String list = pack("archive", "second");

        assertThat(list.lines())
                .singleElement()
                .asString()
                .startsWith("operator:1.0 sha256:")
                .endsWith(" amd64,arm64");
        assertThat(read("index.json")).contains("application/vnd.oci.image.index.v1+json", "operator:1.0");
        assertThatThrownBy(() -> pack("archive", "archive")).hasMessageContaining("two archives have operator:1.0");
    }

    private String image(String architecture, String spaces) {
        String config = put("{\"architecture\":\"%s\",\"os\":\"linux\"}".formatted(architecture));
        return put("{%s\"config\":{\"digest\":\"%s\"},\"layers\":[{\"digest\":\"%s\"}]}"
                .formatted(spaces.isEmpty() ? "" : "\"note\": \"" + spaces + "\",  ", config, put("a layer")));
    }

    private static String named(String digest, String name) {
        return "{\"digest\":\"%s\",\"annotations\":{\"%s\":\"%s\"}}".formatted(digest, Layout.NAME, name);
    }

    private String put(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try {
            String digest = "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            files.put(blob(digest), bytes);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String blob(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }

    private void ociArchive(String descriptors) throws IOException {
        files.put("oci-layout", "{}".getBytes(StandardCharsets.UTF_8));
        files.put("index.json", "{\"manifests\":[%s]}".formatted(descriptors).getBytes(StandardCharsets.UTF_8));
        tar("archive");
    }

    private void dockerArchive(String name, String architecture, String... layers) throws IOException {
        files.put(
                "config.json",
                "{\"architecture\":\"%s\",\"os\":\"linux\"}"
                        .formatted(architecture)
                        .getBytes(StandardCharsets.UTF_8));
        files.put(
                "manifest.json",
                "[{\"Config\":\"config.json\",\"RepoTags\":[\"operator:1.0\"],\"Layers\":[\"%s\"]}]"
                        .formatted(String.join("\",\"", layers))
                        .getBytes(StandardCharsets.UTF_8));
        tar(name);
    }

    private void tar(String name) throws IOException {
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(Files.newOutputStream(folder.resolve(name + ".tar")))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Into a layout; returns the list of images. */
    private String pack(String... archives) throws IOException {
        Layout layout = new Layout(folder.resolve("layout"));
        for (String archive : archives.length == 0 ? new String[] {"archive"} : archives) {
            layout.add(folder.resolve(archive + ".tar"));
        }
        return String.join("\n", layout.write());
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve("layout").resolve(file));
    }

    private String everything() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var blobs = Files.list(folder.resolve("layout/blobs/sha256"))) {
            for (Path file : blobs.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
