package io.mpaas.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A directory with every {@link Program}, ready to run.
 *
 * <p>{@link #ready()} builds them the first time and keeps them in the user's cache; the environment variable
 * {@code MPAAS_CLUSTER_PROGRAMS} names a directory with ready ones instead.
 */
public record Programs(Path directory) {
    static final String VARIABLE = "MPAAS_CLUSTER_PROGRAMS";

    /** The programs, built first if need be: minutes the first time (progress on stderr), milliseconds afterwards. */
    public static Programs ready() {
        String given = System.getenv(VARIABLE);
        return given == null || given.isBlank()
                ? new ProgramBuild(GoModules.pinned(), ProgramBuild.userCache()).run()
                : given(Path.of(given));
    }

    static Programs given(Path directory) {
        Programs programs = new Programs(directory.toAbsolutePath());
        for (Program program : Program.values()) {
            if (!Files.isExecutable(programs.path(program))) {
                throw new ClusterException("%s points at %s, which has no executable %s."
                        .formatted(VARIABLE, directory, program.executable));
            }
        }
        return programs;
    }

    public Path kubectl() {
        return path(Program.KUBECTL);
    }

    Path path(Program program) {
        return directory.resolve(program.executable);
    }

    boolean complete() {
        return Arrays.stream(Program.values()).map(this::path).allMatch(Files::isExecutable);
    }
}
