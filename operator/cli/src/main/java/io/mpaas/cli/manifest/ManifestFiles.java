package io.mpaas.cli.manifest;

import io.mpaas.cli.console.Complaint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads YAML and JSON files of several documents, {@code -} for standard input, and directories of them. */
public final class ManifestFiles {
    private static final String STANDARD_INPUT = "-";
    private static final int MOST_CHARACTERS = 64 << 20;

    private final InputStream standardInput;

    public ManifestFiles(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** A directory as the manifests in it, sorted by name, not deeper; anything else as it is. */
    public static List<String> expand(List<String> paths) {
        List<String> files = new ArrayList<>();
        for (String path : paths) {
            if (!path.equals(STANDARD_INPUT) && Files.isDirectory(Path.of(path))) {
                files.addAll(inDirectory(Path.of(path)));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    /** Throws a {@link Complaint} that names the file, and the line where there is one. */
    public List<Manifest> read(String file) {
        return parse(file, text(file));
    }

    /** The same of a text; {@code file} is what messages call it. */
    public static List<Manifest> parse(String file, String text) {
        List<Manifest> manifests = new ArrayList<>();
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        try {
            for (Node document : new Yaml(options).composeAll(new java.io.StringReader(text))) {
                if (!(document instanceof ScalarNode empty) || !empty.getValue().isEmpty()) {
                    manifests.add(YamlTree.read(file, document));
                }
            }
        } catch (MarkedYAMLException e) {
            throw Complaint.noAnswer(
                    file + ":" + (e.getProblemMark().getLine() + 1) + ": not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw Complaint.noAnswer(file + ": not valid YAML: " + e.getMessage());
        }
        return manifests;
    }

    private String text(String file) {
        try {
            return file.equals(STANDARD_INPUT)
                    ? new String(standardInput.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw Complaint.noAnswer(file + ": no such file");
        } catch (MalformedInputException e) {
            throw Complaint.noAnswer(file + ": is not a UTF-8 text");
        } catch (IOException e) {
            throw Complaint.noAnswer(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static List<String> inDirectory(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(name -> name.matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Complaint.noAnswer(directory + ": cannot be read: " + e.getMessage());
        }
    }
}
