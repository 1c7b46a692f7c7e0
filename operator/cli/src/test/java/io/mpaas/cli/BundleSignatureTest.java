package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who changes a bundle can make its checksums anew, and cannot sign them. */
class BundleSignatureTest {
    private final SampleBundle bundle = new SampleBundle();
    private final KeyPair vendor = pair("Ed25519");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void signed() throws GeneralSecurityException {
        bundle.sign(vendor.getPrivate());
    }

    @Test
    void whatTheVendorSignedIsVerified() throws IOException {
        Run run = verify(vendor.getPublic());

        assertThat(run.out()).contains("all as it was packed and signed").doesNotContain("!");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void whatSomebodyChangedIsRefusedWithChecksumsMadeAnew() throws IOException {
        bundle.files.put("bin/kubectl-mpaas", "#!/bin/sh\nid >owned\n");
        bundle.sum();

        Run run = verify(vendor.getPublic());

        assertThat(run.out()).contains("✗ SHA256SUMS.sig was not made with this key");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void whatSomebodyElseSignedIsRefused() throws IOException, GeneralSecurityException {
        bundle.sign(pair("Ed25519").getPrivate());

        Run run = verify(vendor.getPublic());

        assertThat(run.out()).contains("✗ SHA256SUMS.sig was not made with this key");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void withAKeyASignatureMustBeThere() throws IOException {
        bundle.signature = new byte[] {};

        Run run = verify(vendor.getPublic());

        assertThat(run.out()).contains("✗ SHA256SUMS.sig is missing: it is not signed");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aSignatureOfAnotherLengthIsNone() throws IOException {
        bundle.signature = new byte[] {1, 2, 3};

        assertThat(verify(vendor.getPublic()).out()).contains("✗ SHA256SUMS.sig was not made with this key");
    }

    @Test
    void withoutAKeyItIsSaidThatNobodyChecked() throws IOException {
        assertThat(Run.of("bundle", "verify", bundle.in(folder)).out())
                .contains("! who packed it was not checked: give the vendor's public key with --key");

        bundle.signature = new byte[] {};
        Run run = Run.of("bundle", "verify", bundle.in(folder));

        assertThat(run.out()).contains("! it is not signed");
        assertThat(run.exitCode())
                .as("the site may know its checksum by another way")
                .isZero();
    }

    @Test
    void whatIsNotSignedByTheKeyIsNotLoaded() throws IOException {
        bundle.files.put("bin/kubectl-mpaas", "changed");
        bundle.sum();
        try (SmallRegistry registry = new SmallRegistry()) {
            Run run = Run.of(
                    "bundle",
                    "load",
                    bundle.in(folder),
                    "--registry",
                    registry.address(),
                    "--key",
                    pem(vendor.getPublic()));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("not loaded", "was not made with this key");
            assertThat(registry.content).isEmpty();
        }
    }

    @Test
    void aBlobHasTheDigestOfItsName() throws IOException, GeneralSecurityException {
        bundle.files.put(SampleBundle.file("sha256:" + SampleBundle.sha256("the operator")), "another");
        bundle.sum();
        bundle.sign(vendor.getPrivate());

        Run run = verify(vendor.getPublic());

        assertThat(run.out())
                .contains("has the digest " + SampleBundle.sha256("another") + ", not the one that it is named for");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void anotherKindOfKeyIsToldApart() throws IOException {
        Run run = verify(pair("RSA").getPublic());

        assertThat(run.err()).contains("cannot be read as a public Ed25519 key in PEM");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private Run verify(PublicKey key) throws IOException {
        return Run.of("bundle", "verify", bundle.in(folder), "--key", pem(key));
    }

    private String pem(PublicKey key) throws IOException {
        String text = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return Files.writeString(folder.resolve("vendor.pem"), text).toString();
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
