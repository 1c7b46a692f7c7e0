package io.mpaas.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Another build of the operator, for real: a copy of the packaged one whose rendering says some words otherwise. */
final class NextBuild {
    private static final String RENDERING = "io/mpaas/planning/render";
    /** The labels of every object. */
    private static final String OWNER = "io/mpaas/planning/value/Owner.class";

    private final Map<String, String> words;
    private final Set<String> replaced = new TreeSet<>();

    private NextBuild(Map<String, String> words) {
        this.words = words;
    }

    /**
     * Makes it in an empty folder and returns its {@code quarkus-run.jar}.
     *
     * @param words string constants of the rendering and what the next build says instead; each must be there
     */
    static Path in(Path folder, Map<String, String> words) {
        NextBuild build = new NextBuild(words);
        try {
            copy(OperatorProcess.jar().resolveSibling(""), folder);
            build.patch(planning(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!build.replaced.equals(words.keySet())) {
            throw new IllegalStateException("the rendering has only " + build.replaced + " of " + words.keySet());
        }
        return folder.resolve(OperatorProcess.jar().getFileName());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static Path planning(Path folder) throws IOException {
        try (Stream<Path> libraries = Files.list(folder.resolve("lib/main"))) {
            return libraries
                    .filter(library -> library.getFileName().toString().startsWith("io.mpaas.planning-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void patch(Path jar) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar);
                Stream<Path> classes = Files.list(inside.getPath(RENDERING))) {
            for (Path file :
                    Stream.concat(classes, Stream.of(inside.getPath(OWNER))).toList()) {
                Files.write(file, patched(Files.readAllBytes(file)));
            }
        }
    }

    private byte[] patched(byte[] bytes) {
        ClassFile classes = ClassFile.of();
        return classes.transformClass(classes.parse(bytes), ClassTransform.transformingMethodBodies((code, element) -> {
            if (element instanceof ConstantInstruction constant
                    && constant.constantValue() instanceof String word
                    && words.containsKey(word)) {
                replaced.add(word);
                code.loadConstant(words.get(word));
            } else {
                code.with(element);
            }
        }));
    }
}
