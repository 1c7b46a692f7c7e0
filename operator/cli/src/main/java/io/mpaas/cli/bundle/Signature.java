package io.mpaas.cli.bundle;

import io.mpaas.cli.console.Complaint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Who packed a bundle: an Ed25519 signature (RFC 8032) of its checksums, which are of every other file. Only who has the vendor's
 * private key can make one, and {@code openssl pkeyutl -verify} judges the same.
 */
public final class Signature {
    static final String FILE = "SHA256SUMS.sig";
    private static final String ALGORITHM = "Ed25519";
    private static final int BYTES = 64;

    private Signature() {}

    /** A public key as {@code openssl pkey -pubout} writes it (RFC 7468, RFC 8410). */
    public static PublicKey key(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII)
                    .replace("-----BEGIN PUBLIC KEY-----", "")
                    .replace("-----END PUBLIC KEY-----", "");
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(text.strip())));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw Complaint.noAnswer(file + " cannot be read as a public Ed25519 key in PEM: " + e.getMessage());
        }
    }

    /** Whether the checksums were signed with the private half of this key. */
    static boolean isBy(PublicKey key, Bundle bundle) {
        if (bundle.size(FILE) != BYTES) {
            return false;
        }
        try (InputStream sums = bundle.read(Verification.SUMS);
                InputStream signature = bundle.read(FILE)) {
            java.security.Signature verification = java.security.Signature.getInstance(ALGORITHM);
            verification.initVerify(key);
            verification.update(sums.readAllBytes());
            return verification.verify(signature.readAllBytes());
        } catch (SignatureException e) {
            return false; // not a point on the curve
        } catch (IOException | GeneralSecurityException e) {
            throw Complaint.noAnswer("the signature cannot be checked: " + e.getMessage());
        }
    }
}
