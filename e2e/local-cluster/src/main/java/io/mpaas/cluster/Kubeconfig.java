package io.mpaas.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A kubeconfig of one user of one cluster, self-contained: the certificate authority is embedded and verified. */
record Kubeconfig(String cluster, String server, String certificateAuthority, String user, String token) {
    /** Every kubeconfig of ours has this in its current-context, so that nobody else's is overwritten. */
    static final String CONTEXT_PREFIX = "mpaas-";

    String text() {
        String authority = Base64.getEncoder().encodeToString(certificateAuthority.getBytes(StandardCharsets.US_ASCII));
        String context = CONTEXT_PREFIX + cluster;
        return """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                clusters:
                - name: %1$s
                  cluster:
                    server: %2$s
                    certificate-authority-data: %3$s
                users:
                - name: "%4$s"
                  user:
                    token: %5$s
                contexts:
                - name: %1$s
                  context:
                    cluster: %1$s
                    user: "%4$s"
                    namespace: default
                """.formatted(context, server, authority, user, token);
    }
}
