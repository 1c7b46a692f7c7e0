package io.mpaas.cli.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.cli.console.Complaint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Images into container run-times without a registry, by their own tools: {@code kind} and {@code ctr}, which must be on PATH.
 * They get an OCI archive whose index names every image as the Release does, by digest and by tag.
 */
public final class LocalImport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "io.containerd.image.name";

    private final Bundle bundle;
    private final List<PackedImage> images;

    public LocalImport(Bundle bundle, List<PackedImage> images) {
        this.bundle = bundle;
        this.images = List.copyOf(images);
    }

    /** Into every node of a kind cluster; takes as much room for temporary files as the images have. */
    public void intoKind(String cluster) {
        attempt(() -> {
            Path archive = Files.createTempFile("mpaas-images", ".tar");
            try {
                write(Files.newOutputStream(archive));
                finish(start("kind", "load", "image-archive", archive.toString(), "--name", cluster), "kind");
            } finally {
                Files.delete(archive);
            }
        });
    }

    /** Into the containerd of this machine, for the kubelet. */
    public void intoContainerd() {
        attempt(() -> {
            Process ctr = start("ctr", "--namespace", "k8s.io", "images", "import", "-");
            try {
                write(ctr.getOutputStream());
            } finally {
                finish(ctr, "ctr");
            }
        });
    }

    private void write(OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            add(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
            Set<String> digests = new LinkedHashSet<>();
            images.forEach(image -> digests.addAll(image.manifest().digests()));
            for (String digest : digests) {
                String file = ImageManifest.file(digest);
                begin(tar, "blobs/" + digest.replace(':', '/'), bundle.size(file));
                try (InputStream in = bundle.read(file)) {
                    in.transferTo(tar);
                }
                tar.closeArchiveEntry();
            }
            add(tar, "index.json", JSON.writeValueAsBytes(index()));
        }
    }

    private ObjectNode index() {
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
        ArrayNode manifests = index.putArray("manifests");
        for (PackedImage image : images) {
            for (String name : image.localNames()) {
                manifests
                        .addObject()
                        .put("mediaType", image.manifest().mediaType())
                        .put("digest", image.digest())
                        .put("size", bundle.size(ImageManifest.file(image.digest())))
                        .putObject("annotations")
                        .put(NAME, name);
            }
        }
        return index;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        begin(tar, name, content.length);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void begin(TarArchiveOutputStream tar, String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
    }

    private static void finish(Process process, String name) throws InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw Complaint.bad(name + " failed with exit code " + code);
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void attempt(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw Complaint.noAnswer(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Complaint.noAnswer("interrupted");
        }
    }
}
