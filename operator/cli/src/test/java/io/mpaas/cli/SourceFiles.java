package io.mpaas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of this repository. */
final class SourceFiles {
    private static final Set<String> MADE = Set.of("target", "node_modules", ".git");

    /** By path from the root of the repository; without what builds made. */
    static final List<Path> ALL = walk();

    /** Names of Java classes. */
    static final Set<String> CLASSES = ALL.stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .map(name -> name.substring(0, name.length() - ".java".length()))
            .collect(Collectors.toUnmodifiableSet());

    private SourceFiles() {}

    /** The files and folders that a path or a pattern such as {@code crds/samples/*.yaml} means; each whole, from the root of the disk. */
    static Stream<Path> matching(String path) {
        if (!path.contains("*")) {
            return Stream.of(Document.ROOT.resolve(path)).filter(Files::exists);
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path);
        return ALL.stream().filter(matcher::matches).map(Document.ROOT::resolve);
    }

    private static List<Path> walk() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(Document.ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return MADE.contains(String.valueOf(folder.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(Document.ROOT.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }
}
