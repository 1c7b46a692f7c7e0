package io.mpaas.controller.leader;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Ends the process when it leads no more, before another may begin.
 *
 * <p>The elector judges the deadline only between two requests, and one that hangs holds it up for longer than the lease is
 * valid. So each accepted write of a Lease is noted as it passes the client, and a clock of our own looks at the last one.
 */
@Singleton
public class LeaseWatchdog implements Interceptor {
    private static final Logger LOG = Logger.getLogger(LeaseWatchdog.class);
    private static final String LEASES = "/leases";

    private final Duration deadline;
    private final LongSupplier nanoTime;
    private final Runnable die;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lease-watchdog").daemon().factory());
    private volatile long renewed;
    private volatile boolean guarding;

    @Inject
    LeaseWatchdog(ElectionConfig config) {
        this(
                config.renewDeadline(),
                System::nanoTime,
                () -> Runtime.getRuntime().halt(1));
    }

    LeaseWatchdog(Duration deadline, LongSupplier nanoTime, Runnable die) {
        this.deadline = deadline;
        this.nanoTime = nanoTime;
        this.die = die;
    }

    /** The process leads from now on. */
    void guard() {
        renewed();
        guarding = true;
        var _ = clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** The process is about to end in order: it stops, then gives the lease back. */
    void rest() {
        guarding = false;
        clock.shutdownNow();
    }

    void renewed() {
        renewed = nanoTime.getAsLong();
    }

    void look() {
        if (guarding && nanoTime.getAsLong() - renewed > deadline.toNanos()) {
            lost();
        }
    }

    /** Nothing may be written any more, not even what is under way: another may lead already. */
    void lost() {
        if (guarding) {
            LOG.error("the lease could not be renewed in time: this process ends, another one goes on");
            die.run();
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        boolean write = !request.method().equals("GET");
        if (write && response.isSuccessful() && request.uri().getPath().contains(LEASES)) {
            renewed();
        }
    }
}
