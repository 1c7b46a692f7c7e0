package io.mpaas.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.planning.inspect.Report;
import io.mpaas.planning.inspect.Result;
import io.mpaas.planning.inspect.Result.State;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever cannot prove who it is gets no password. */
class TlsTest {
    private static final String WORD = "changeit";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theAuthorityOfTheCloudIsTrustedAndNoOther() throws Exception {
        KeyStore cloud = identity("cloud");
        KeyStore other = identity("other");
        try (CloudScene scene = new CloudScene(ScriptedOpenStack.start(context(cloud)))) {
            scene.authority = Optional.of(pem(cloud));
            assertThat(state(scene.report(), "cloud-certificate")).isEqualTo(State.Pass);
            assertThat(state(scene.report(), "cloud-encryption")).isEqualTo(State.Pass);
            assertThat(state(scene.report(), "cloud-login")).isEqualTo(State.Pass);
            int asked = scene.cloud.asked().size();

            for (Optional<String> authority : java.util.List.of(Optional.of(pem(other)), Optional.<String>empty())) {
                scene.authority = authority;
                Report report = scene.report();
                assertThat(state(report, "cloud-reach")).isEqualTo(State.Pass);
                assertThat(state(report, "cloud-certificate")).isEqualTo(State.Fail);
                assertThat(state(report, "cloud-login")).isEqualTo(State.NotChecked);
            }
            scene.authority = Optional.of("nonsense");
            assertThat(state(scene.report(), "cloud-certificate")).isEqualTo(State.Fail);
            assertThat(scene.cloud.asked()).as("nothing is sent to it").hasSize(asked);
        }
    }

    private static State state(Report report, String id) {
        return report.results().stream()
                .filter(one -> one.id().equals(id))
                .map(Result::state)
                .findFirst()
                .orElseThrow();
    }

    /** A certificate for 127.0.0.1 and its key, by the JDK's own tool. */
    private KeyStore identity(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-ext",
                        "BC=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        WORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, WORD.toCharArray());
        }
        return store;
    }

    private static SSLContext context(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, WORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(KeyStore store) throws Exception {
        String alias = Objects.requireNonNull(store.aliases().nextElement());
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(store.getCertificate(alias).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
