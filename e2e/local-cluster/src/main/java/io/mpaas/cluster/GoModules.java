package io.mpaas.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pinned Go modules as they travel in this jar: file name (such as {@code kubernetes/go.mod}) to content, sorted.
 * Their content is the identity of the programs: a changed pin is another {@link #key()}.
 */
record GoModules(Map<String, String> files) {
    private static final Pattern KUBERNETES = Pattern.compile("\\bk8s\\.io/kubernetes (v\\S+)");
    private static final Pattern GO = Pattern.compile("(?m)^go (\\S+)");

    GoModules {
        files = new TreeMap<>(files);
    }

    static GoModules pinned() {
        Map<String, String> files = new TreeMap<>();
        for (Program program : Program.values()) {
            for (String file : new String[] {"go.mod", "go.sum"}) {
                files.computeIfAbsent(program.module + "/" + file, GoModules::resource);
            }
        }
        return new GoModules(files);
    }

    /** The Kubernetes version, such as {@code v1.36.3}. */
    String kubernetesVersion() {
        return find(KUBERNETES, "kubernetes/go.mod");
    }

    /** The oldest Go that can build the modules, such as {@code 1.26.0}. */
    String goVersion() {
        return find(GO, "kubernetes/go.mod");
    }

    /** Kubernetes version and a short hash of every file. */
    String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> digest.update((name + "\n" + content).getBytes(StandardCharsets.UTF_8)));
            return kubernetesVersion() + "-" + HexFormat.of().formatHex(digest.digest(), 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void writeTo(Path directory) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, file.getValue());
        }
    }

    private String find(Pattern pattern, String file) {
        Matcher matcher = pattern.matcher(files.getOrDefault(file, ""));
        if (!matcher.find()) {
            throw new IllegalStateException(file + " has no match of " + pattern);
        }
        return matcher.group(1);
    }

    private static String resource(String name) {
        try (InputStream in = GoModules.class.getResourceAsStream("go/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar of the local cluster lacks go/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
