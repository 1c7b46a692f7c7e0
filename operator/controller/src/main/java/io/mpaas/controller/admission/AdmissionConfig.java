package io.mpaas.controller.admission;

import java.util.Optional;

/**
 * How the API server reaches the webhook: through a Service ({@code namespace/name}) when the operator runs in the cluster, else
 * by URL on the loopback address, for an operator that runs as a process beside the API server.
 *
 * @param port port to listen on; 0 = any free one
 */
record AdmissionConfig(boolean enabled, int port, Optional<String> service) {
    String listenHost() {
        return service.isPresent() ? "0.0.0.0" : "127.0.0.1";
    }

    String certifiedHost() {
        return service.map(name -> serviceName() + "." + serviceNamespace() + ".svc")
                .orElse("127.0.0.1");
    }

    String serviceNamespace() {
        return service.orElse("/").split("/", 2)[0];
    }

    String serviceName() {
        String[] parts = service.orElse("/").split("/", 2);
        return parts.length == 2 ? parts[1] : parts[0];
    }
}
