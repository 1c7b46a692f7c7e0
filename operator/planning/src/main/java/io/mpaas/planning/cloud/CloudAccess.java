package io.mpaas.planning.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * How a cloud is entered, as one entry of a {@code clouds.yaml} says. It is secret, and is never printed.
 *
 * @param identityUrl address of Keystone, with its version
 * @param region where there are several; empty = the only one
 * @param face which of the endpoints of a service: {@code public}, {@code internal} or {@code admin}
 * @param authority PEM certificates that servers are checked by; empty = those that this machine trusts
 * @param login the body that Keystone is sent
 * @param secrets words that no message may repeat
 */
public record CloudAccess(
        String identityUrl,
        Optional<String> region,
        String face,
        Optional<String> authority,
        ObjectNode login,
        List<String> secrets) {
    public CloudAccess {
        secrets = List.copyOf(secrets);
    }

    /** Whether it is spoken to without TLS. */
    public boolean isPlain() {
        return identityUrl.startsWith("http://");
    }

    /** Without what is secret in it. */
    @Override
    public String toString() {
        return identityUrl;
    }
}
