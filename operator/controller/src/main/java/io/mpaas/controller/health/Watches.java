package io.mpaas.controller.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive as long as no watch has died for good: only a new process helps. A watch that is interrupted, because the API server is
 * away, comes back by itself and is no reason.
 */
@Liveness
@Singleton
public class Watches implements HealthCheck {
    private final DeadWatches dead;

    @Inject
    Watches(DeadWatches dead) {
        this.dead = dead;
    }

    @Override
    public HealthCheckResponse call() {
        Set<String> kinds = dead.kinds();
        var response = HealthCheckResponse.named("watches").status(kinds.isEmpty());
        return kinds.isEmpty()
                ? response.build()
                : response.withData("dead", String.join(", ", kinds)).build();
    }
}
