package io.mpaas.controller.health;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.mpaas.controller.leader.Leadership;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every cache is filled: the operator acts at once, or would as soon as it leads. */
@Readiness
@Singleton
public class Synced implements HealthCheck {
    private final Operator operator;
    private final Leadership leadership;

    @Inject
    Synced(Operator operator, Leadership leadership) {
        this.operator = operator;
        this.leadership = leadership;
    }

    @Override
    public HealthCheckResponse call() {
        RuntimeInfo info = operator.getRuntimeInfo();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("caches").withData("role", leadership.acts() ? "acting" : "standing by");
        if (!info.isStarted()) {
            return response.down().withData("waits for", "its start").build();
        }
        Set<String> unfilled = new TreeSet<>();
        info.getRegisteredControllers().forEach(controller -> unfilled.addAll(unfilled(controller)));
        return unfilled.isEmpty()
                ? response.up().build()
                : response.down()
                        .withData("waits for", String.join(", ", unfilled))
                        .build();
    }

    private static Set<String> unfilled(RegisteredController<?> controller) {
        Set<String> names = new TreeSet<>();
        controller
                .getControllerHealthInfo()
                .informerEventSourceHealthIndicators()
                .forEach((name, source) -> {
                    if (!hasSynced(source)) {
                        names.add(name);
                    }
                });
        return names;
    }

    private static boolean hasSynced(InformerWrappingEventSourceHealthIndicator<?> source) {
        return source.informerHealthIndicators().values().stream().allMatch(InformerHealthIndicator::hasSynced);
    }
}
