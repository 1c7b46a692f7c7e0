package io.mpaas.lab;

import io.mpaas.cluster.GuardedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A process that is started again when it ends, as a kubelet or systemd would do it; not more often than every five seconds. */
final class Container implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final List<String> command;
    private final Folder folder;
    private final String name;
    private GuardedProcess process;
    private Instant started = Instant.now();

    Container(String name, List<String> command, Folder folder) {
        this.name = name;
        this.command = command;
        this.folder = folder;
        this.process = start();
    }

    void keepAlive() {
        if (!process.alive() && Instant.now().isAfter(started.plus(PAUSE))) {
            started = Instant.now();
            process = start();
        }
    }

    String lastLines() {
        return process.lastLines();
    }

    private GuardedProcess start() {
        return GuardedProcess.start(command, folder.path(), folder.log(name));
    }

    @Override
    public void close() {
        process.close();
    }
}
