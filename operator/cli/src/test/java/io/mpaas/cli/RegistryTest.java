package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mpaas.cli.bundle.Bundle;
import io.mpaas.cli.bundle.Credentials;
import io.mpaas.cli.bundle.Registry;
import io.mpaas.cli.bundle.Verification;
import io.mpaas.cli.console.Complaint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry is told goes to nobody else. */
class RegistryTest {
    private final SampleBundle bundle = new SampleBundle();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private HttpServer other;

    @BeforeEach
    void anotherMachine() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            heard.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        other.start();
    }

    @AfterEach
    void end() {
        other.stop(0);
    }

    @Test
    void anUploadToAnotherMachineTakesNoCredentialsAlong() throws IOException {
        try (SmallRegistry registry = new SmallRegistry()) {
            registry.elsewhere = address();

            push(registry);

            assertThat(heard).hasSize(6).allMatch(request -> request.endsWith(" null"));
            assertThat(registry.content).containsKey("operator/manifests/1.0");
        }
    }

    @Test
    void credentialsAreNotToldInPlainTextToWhomeverARegistryNames() throws IOException {
        try (SmallRegistry registry = new SmallRegistry()) {
            registry.realm = address() + "/token";

            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> push(registry)))
                    .isInstanceOf(Complaint.class);

            assertThat(heard).isNotEmpty().allMatch(request -> request.equals("/token null"));
        }
    }

    private String address() {
        return "http://127.0.0.1:" + other.getAddress().getPort();
    }

    private void push(SmallRegistry registry) throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.json"),
                "{\"auths\": {\"%s\": {\"auth\": \"dXNlcjpwYXNzd29yZA==\"}}}".formatted(registry.address()));
        try (Bundle open = Bundle.open(Path.of(bundle.in(folder)));
                HttpClient client = HttpClient.newHttpClient()) {
            Registry target = new Registry(registry.address(), client, Credentials.find(registry.address(), config));
            Verification.of(open, Optional.empty()).images().forEach(image -> target.push(open, image, _ -> {}));
        }
    }
}
