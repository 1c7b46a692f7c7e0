package io.mpaas.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;

/** An argument that is a file or a name. */
final class Subject {
    private Subject() {}

    /** A name of Kubernetes has neither a slash nor, in our samples' habit, the ending of a file. */
    static boolean isName(String subject) {
        return subject.matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")
                && !subject.matches(".*\\.(yaml|yml|json)")
                && !Files.exists(Path.of(subject));
    }
}
