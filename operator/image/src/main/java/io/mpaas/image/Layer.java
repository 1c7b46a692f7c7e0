package io.mpaas.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that becomes one layer: sorted, every file of one instant, links replaced by what they point at, nothing but
 * the right to execute kept of its permissions. {@code tmp} alone may be written by everybody.
 *
 * @param name what the image's history calls it
 * @param folder what is in it
 * @param target where it is in the image
 */
record Layer(String name, Path folder, AbsoluteUnixPath target) {
    private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
    private static final FilePermissions SHARED = FilePermissions.fromOctalString("777");

    /** Reads {@code name=folder:/target}. */
    static Layer parse(String text) {
        int name = text.indexOf('=');
        int target = text.lastIndexOf(":/");
        if (name < 1 || target < name) {
            throw new IllegalArgumentException("a layer is NAME=FOLDER:/TARGET, not " + text);
        }
        return new Layer(
                text.substring(0, name),
                Path.of(text.substring(name + 1, target)),
                AbsoluteUnixPath.get(text.substring(target + 1)));
    }

    FileEntriesLayer entries() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<FileEntry> entries = all.filter(path -> !path.equals(folder))
                    .sorted()
                    .map(this::entry)
                    .toList();
            return FileEntriesLayer.builder().setName(name).setEntries(entries).build();
        }
    }

    private FileEntry entry(Path path) {
        AbsoluteUnixPath inside = target.resolve(folder.relativize(path));
        return new FileEntry(path, inside, permissions(path, inside), FileEntriesLayer.DEFAULT_MODIFICATION_TIME);
    }

    private static FilePermissions permissions(Path path, AbsoluteUnixPath inside) {
        if (inside.toString().equals("/tmp")) {
            return SHARED;
        }
        return Files.isDirectory(path) || (Files.isExecutable(path) && owned(path)) ? PROGRAM : FILE;
    }

    /** The file's own right: for root everything is executable that anybody may execute, and that is what is meant. */
    private static boolean owned(Path path) {
        try {
            return Files.getPosixFilePermissions(path)
                    .contains(java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
