package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A registry of images ({@code e2e/registry}) that runs beside a test.
 *
 * @param address host and port
 */
record RealRegistry(Process process, String address) implements AutoCloseable {
    private static final int LONGEST_STOP_SECONDS = 10;

    /** @param folder where it keeps what it is given */
    static RealRegistry start(Path folder) throws IOException {
        Process process = new ProcessBuilder("../../e2e/registry/run", "127.0.0.1:0", folder.toString())
                .redirectError(Redirect.DISCARD)
                .start();
        String address = String.valueOf(process.inputReader().readLine());
        assertThat(address).startsWith("127.0.0.1:");
        return new RealRegistry(process, address);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
