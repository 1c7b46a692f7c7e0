package io.mpaas.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The image's bill of materials (CycloneDX 1.6, JSON): every jar with its checksum, the JVM, the C library's package.
 * {@code Bill STAGE DEPENDENCIES NAME VERSION}, where STAGE has the folders that become layers and DEPENDENCIES is the
 * list that Quarkus wrote beside the packaged operator. Prints the bill; the same image gives the same text.
 */
final class Bill {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path stage;
    private final ArrayNode components = JSON.createArrayNode();

    private Bill(Path stage) {
        this.stage = stage;
    }

    public static void main(String[] arguments) throws IOException {
        Bill bill = new Bill(Path.of(arguments[0]));
        bill.addPackages();
        bill.addJvm();
        for (String line :
                Files.readAllLines(Path.of(arguments[1])).stream().sorted().toList()) {
            bill.addJar(line.split(":", -1));
        }
        ObjectNode document =
                JSON.createObjectNode().put("bomFormat", "CycloneDX").put("specVersion", "1.6");
        document.put("version", 1);
        document.putObject("metadata")
                .putObject("component")
                .put("type", "container")
                .put("name", arguments[2])
                .put("version", arguments[3]);
        document.set("components", bill.components);
        System.out.println(JSON.writeValueAsString(document));
    }

    /** {@code group:artifact:classifier:type:version}. */
    private void addJar(String[] parts) throws IOException {
        String classifier = parts[2].isEmpty() ? "" : "-" + parts[2];
        String file = parts[0] + "." + parts[1] + classifier + "-" + parts[4] + "." + parts[3];
        String qualifier = "?" + (parts[2].isEmpty() ? "" : "classifier=" + parts[2] + "&") + "type=" + parts[3];
        ObjectNode component = add(
                "library", parts[1], parts[4], "pkg:maven/" + parts[0] + "/" + parts[1] + "@" + parts[4] + qualifier);
        component.put("group", parts[0]);
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", sha256(find(file)));
    }

    /** By this CPE scanners find what is published about OpenJDK, whoever built it. */
    private void addJvm() throws IOException {
        Properties release = new Properties();
        try (var in = Files.newInputStream(stage.resolve("java/release"))) {
            release.load(in);
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        add("platform", "OpenJDK", version, "pkg:generic/openjdk@" + version)
                .put("cpe", "cpe:2.3:a:oracle:openjdk:" + version + ":*:*:*:*:*:*:*");
    }

    /** Of the system layer, where there is one: a base from a registry has a bill of its own. */
    private void addPackages() throws IOException {
        Path folder = stage.resolve("system/var/lib/dpkg/status.d");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> packages = Files.list(folder)) {
            for (Path file : packages.sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                String name = field(lines, "Package");
                String version = field(lines, "Version");
                String place = "pkg:deb/debian/" + name + "@" + version.replace("+", "%2B") + "?arch="
                        + field(lines, "Architecture");
                add("library", name, version, place);
            }
        }
    }

    private ObjectNode add(String type, String name, String version, String place) {
        ObjectNode component = components.addObject().put("type", type).put("name", name);
        component.put("version", version);
        return place.isEmpty() ? component : component.put("purl", place).put("bom-ref", place);
    }

    private Path find(String file) throws IOException {
        for (String layer : List.of("libraries", "application")) {
            try (Stream<Path> all = Files.walk(stage.resolve(layer))) {
                var found = all.filter(path -> path.getFileName().toString().equals(file))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new IllegalStateException("the packaged operator lacks " + file);
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
