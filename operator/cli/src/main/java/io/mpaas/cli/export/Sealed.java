package io.mpaas.cli.export;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Text that only a passphrase opens: AES-256 in GCM (NIST SP 800-38D), with a key derived by PBKDF2 with HMAC-SHA-256
 * (RFC 8018).
 *
 * @param iterations of the derivation
 * @param salt of the derivation, in base64
 * @param nonce of the cipher, in base64
 * @param text encrypted, with its authentication tag, in base64
 */
public record Sealed(int iterations, String salt, String nonce, String text) {
    private static final int ITERATIONS = 600_000;
    /** More would only keep a reader busy. */
    private static final int MAX_ITERATIONS = 10_000_000;

    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;

    public static Sealed of(String text, char[] passphrase) {
        byte[] salt = random(SALT_BYTES);
        byte[] nonce = random(NONCE_BYTES);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, passphrase, salt, ITERATIONS, nonce)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            return new Sealed(ITERATIONS, base64(salt), base64(nonce), base64(encrypted));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform can encrypt", e);
        }
    }

    /** The text; empty if the passphrase is another one, or if a byte was changed. */
    public Optional<String> open(char[] passphrase) {
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getDecoder();
            Cipher cipher =
                    cipher(Cipher.DECRYPT_MODE, passphrase, decoder.decode(salt), iterations, decoder.decode(nonce));
            return Optional.of(new String(cipher.doFinal(decoder.decode(text)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, char[] passphrase, byte[] salt, int iterations, byte[] nonce)
            throws GeneralSecurityException {
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(passphrase, salt, iterations, KEY_BITS))
                .getEncoded();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
