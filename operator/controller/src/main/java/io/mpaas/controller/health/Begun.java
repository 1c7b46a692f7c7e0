package io.mpaas.controller.health;

import io.mpaas.controller.startup.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Started once it has looked at the API server for the first time. That CRDs or rights are missing then is no reason to start
 * it again: it waits for them.
 */
@org.eclipse.microprofile.health.Startup
@Singleton
public class Begun implements HealthCheck {
    private final Startup startup;

    @Inject
    Begun(Startup startup) {
        this.startup = startup;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("begun").status(startup.begun()).build();
    }
}
