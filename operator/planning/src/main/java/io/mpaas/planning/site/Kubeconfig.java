package io.mpaas.planning.site;

import java.time.Instant;
import java.util.Optional;

/**
 * How a cluster is reached. Nothing else of a kubeconfig is ever used.
 *
 * @param server an https address
 * @param authority certificates that its server's is checked by, PEM
 * @param token bearer token; either this or a certificate
 * @param certificate client certificate
 * @param tlsServerName the name that its certificate is to have, where that is not the host
 * @param expires when the credentials end, if they say so
 */
public record Kubeconfig(
        String server,
        String authority,
        Optional<String> token,
        Optional<ClientCertificate> certificate,
        Optional<String> tlsServerName,
        Optional<Instant> expires) {

    /** The same, with the end that its certificate has. */
    public Kubeconfig ending(Instant end) {
        return new Kubeconfig(server, authority, token, certificate, tlsServerName, Optional.of(end));
    }

    /** A client certificate and its key, PEM. */
    public record ClientCertificate(String certificate, String key) {
        @Override
        public String toString() {
            return "a client certificate";
        }
    }

    /** Without what is secret in it. */
    @Override
    public String toString() {
        return server;
    }
}
