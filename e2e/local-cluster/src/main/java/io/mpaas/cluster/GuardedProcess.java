package io.mpaas.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that cannot outlive its owner, however the owner ends.
 *
 * <pre>
 *   this JVM ==pipe==> sh, reads the pipe --kill--> program
 * </pre>
 *
 * The kernel closes the pipe when this JVM ends, also after {@code kill -9}; the shell then kills the program by its process
 * id. (A parent-death signal would not do: it is bound to the thread that started the program, not to the process.) The
 * end is always {@code SIGKILL}: a local cluster has no data worth a slow goodbye.
 */
public final class GuardedProcess implements AutoCloseable {
    private static final String GUARD = """
            trap '' INT TERM HUP QUIT
            exec 3<&0 </dev/null
            "$@" 3<&- & program=$!
            { read -r _ <&3; kill -KILL "$program"; } 2>/dev/null & guard=$!
            exec 3<&-
            wait "$program"; code=$?
            kill -KILL "$guard" 2>/dev/null
            exit "$code"
            """;

    private final Process shell;
    private final Path log;

    private GuardedProcess(Process shell, Path log) {
        this.shell = shell;
        this.log = log;
    }

    /** Starts the command; its output is appended to {@code log}. */
    public static GuardedProcess start(List<String> command, Path directory, Path log) {
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard"));
        guarded.addAll(command);
        try {
            return new GuardedProcess(
                    new ProcessBuilder(guarded)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean alive() {
        return shell.isAlive();
    }

    /** The program's process id, not its guard's; -1 when it has ended. */
    public long pid() {
        return shell.children()
                .filter(child -> !child.info().command().equals(shell.info().command()))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElse(-1);
    }

    /** Sends the program a signal, such as {@code STOP}. */
    public void signal(String name) {
        signal(pid(), name);
    }

    static void signal(long pid, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last lines that the program wrote. */
    public String lastLines() {
        try {
            return GoToolchain.tail(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Kills the program and returns when it is gone. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
