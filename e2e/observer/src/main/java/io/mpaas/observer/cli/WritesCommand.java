package io.mpaas.observer.cli;

import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.audit.WriteCounts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts who wrote what. */
@Command(
        name = "writes",
        description = "Count the committed writes in an API server's audit log; Leases and Events are left out.",
        mixinStandardHelpOptions = true)
final class WritesCommand implements Callable<Integer> {
    @Option(names = "--audit-log", required = true, paramLabel = "FILE", description = "One JSON event per line.")
    Path file = Path.of("");

    @Option(names = "--user", description = "Only this user's.")
    @Nullable
    String user;

    @Option(names = "--since", description = "Only from this time on, such as 2026-01-31T12:00:00Z.")
    @Nullable
    Instant since;

    @Option(names = "--namespace", description = "Only in this namespace.")
    @Nullable
    String namespace;

    @Option(names = "--objects", description = "Print the writes per object, too.")
    boolean objects;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        AuditLog log = AuditLog.read(file).withoutNoise();
        log = user == null ? log : log.by(user);
        log = since == null ? log : log.since(since);
        log = namespace == null ? log : log.in(namespace);
        WriteCounts counts = log.counts();
        PrintWriter out = spec.commandLine().getOut();
        counts.byKind().forEach((kind, number) -> out.printf("%8d  %s%n", number, kind));
        out.printf("%8d  in all%n", counts.total());
        if (objects) {
            counts.byObject().forEach((object, number) -> out.printf("%8d  %s%n", number, object));
        }
        counts.createdAgain().forEach((object, number) -> out.printf("created %d times: %s%n", number, object));
        out.flush();
        return 0;
    }
}
