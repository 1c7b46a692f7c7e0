package io.mpaas.controller.health;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Alive as long as no watch has died for good: what it watched would never be seen again, and only a new process helps. A watch
 * that is interrupted, because the API server is away, reconnects automatically and is no reason.
 */
@Liveness
@Singleton
@Unremovable
public class Watches implements InformerStoppedHandler, HealthCheck {
    private static final Logger LOG = Logger.getLogger(Watches.class);

    private final Set<String> dead = new ConcurrentSkipListSet<>();

    @Override
    @SuppressWarnings("rawtypes")
    public void onStop(SharedIndexInformer informer, @Nullable Throwable cause) {
        if (cause != null) {
            String kind = informer.getApiTypeClass().getSimpleName();
            dead.add(kind);
            LOG.errorf("the watch of %s died (%s): a new process is needed", kind, cause.getMessage());
        }
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("watches").status(dead.isEmpty());
        return dead.isEmpty()
                ? response.build()
                : response.withData("dead", String.join(", ", dead)).build();
    }
}
