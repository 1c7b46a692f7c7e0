package io.mpaas.controller.leader;

import io.fabric8.kubernetes.client.Config;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether this process acts or stands by. Without an election it always acts. */
@Singleton
public class Leadership {
    private final boolean elected;
    private final String namespace;
    private final String identity;
    private final List<Runnable> toDo = new ArrayList<>();
    private boolean acts;

    @Inject
    Leadership(ElectionConfig config, Config client, MeterRegistry registry) {
        this.elected = config.enabled();
        this.namespace = config.namespace()
                .or(() -> Optional.ofNullable(client.getNamespace()))
                .orElse("default");
        this.identity = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("operator") + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        this.acts = !elected;
        Gauge.builder("mpaas.leader", this, one -> one.acts() ? 1 : 0)
                .description("1 = this process acts, 0 = it stands by")
                .register(registry);
    }

    /** Whether there is an election at all. */
    public boolean elected() {
        return elected;
    }

    public synchronized boolean acts() {
        return acts;
    }

    /** Where the Lease and what replicas share is kept. */
    public String namespace() {
        return namespace;
    }

    /** Unlike any other process's, also on one host. */
    String identity() {
        return identity;
    }

    /** Runs it as soon as this process acts, which may be at once or never. */
    public void whenActing(Runnable deed) {
        synchronized (this) {
            if (!acts) {
                toDo.add(deed);
                return;
            }
        }
        deed.run();
    }

    void begin() {
        List<Runnable> now;
        synchronized (this) {
            acts = true;
            now = List.copyOf(toDo);
            toDo.clear();
        }
        now.forEach(Runnable::run);
    }

    synchronized void end() {
        acts = !elected;
    }
}
