package io.mpaas.lab;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the guest simulator; it runs until it is ended, and what it started ends with it. */
@Command(name = "lab-guests", description = "Boots the servers of the laboratory's Nova as processes.")
public final class Main implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 1_000;

    @Option(names = "--programs", required = true, description = "folder with etcd, kube-apiserver, …, kwok")
    private Path programs = Path.of(".");

    @Option(names = "--folder", required = true, description = "where the guests have their files")
    private Path folder = Path.of(".");

    @Override
    public Integer call() throws InterruptedException {
        Simulator simulator = new Simulator(programs.toAbsolutePath(), folder.toAbsolutePath());
        while (true) {
            simulator.pass();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
