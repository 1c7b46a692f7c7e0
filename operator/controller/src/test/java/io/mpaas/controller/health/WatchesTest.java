package io.mpaas.controller.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.lang.reflect.Proxy;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class WatchesTest {
    private final DeadWatches dead = new DeadWatches();
    private final Watches watches = new Watches(dead);

    @Test
    void aWatchThatDiedForGoodIsNamedAndTheProcessNotAlive() {
        dead.onStop(ofPods(), new IllegalStateException("cannot be read"));

        assertThat(watches.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(watches.call().getData().orElseThrow()).containsEntry("dead", "Pod");
    }

    @Test
    void aWatchThatWasStoppedInOrderIsNoReason() {
        dead.onStop(ofPods(), null);

        assertThat(watches.call().getStatus()).isEqualTo(Status.UP);
    }

    private static SharedIndexInformer<?> ofPods() {
        return (SharedIndexInformer<?>) Proxy.newProxyInstance(
                WatchesTest.class.getClassLoader(),
                new Class<?>[] {SharedIndexInformer.class},
                (proxy, method, arguments) -> method.getName().equals("getApiTypeClass") ? Pod.class : null);
    }
}
