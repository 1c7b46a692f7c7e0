package io.mpaas.cluster;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Builds the programs ahead of time, for example while a CI image is made. */
@Command(name = "programs", description = "Build the cluster's programs if need be and print where they are.")
final class ProgramsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.println(Programs.ready().directory());
        return 0;
    }
}
