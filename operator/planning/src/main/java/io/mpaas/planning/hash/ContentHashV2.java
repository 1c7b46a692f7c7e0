package io.mpaas.planning.hash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.planning.value.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The second version. The size of a claim decides no pod, so it is left out; what is empty in a template or a manifest counts,
 * for an empty selector is not an absent one; digests of Secrets are keyed (HMAC, RFC 2104, with
 * SHA-256), so that who may read a hash cannot try passwords against it; and pods refer to kept copies of the data.
 */
record ContentHashV2() implements ContentHash {
    private static final String PREFIX = "2-";
    private static final int HASH_DIGITS = 12;
    private static final int DIGEST_DIGITS = 16;

    @Override
    public String version() {
        return "2";
    }

    @Override
    public String of(String type, ComponentContent content, Object external) {
        JsonNode tree = Json.tree(Map.of("type", type, "content", content, "external", external));
        tree.at("/content/storage").forEach(claim -> ((ObjectNode) claim).remove("size"));
        return PREFIX + Json.sha256(Json.sorted(tree).toString()).substring(0, HASH_DIGITS);
    }

    @Override
    public Optional<String> digest(Data data, Optional<byte[]> key) {
        String text = data.canonical().toString();
        Optional<String> digest =
                data.secret() ? key.map(secret -> hmac(text, secret)) : Optional.of(Json.sha256(text));
        return digest.map(hex -> PREFIX + hex.substring(0, DIGEST_DIGITS));
    }

    @Override
    public boolean copiesData() {
        return true;
    }

    private static String hmac(String text, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
