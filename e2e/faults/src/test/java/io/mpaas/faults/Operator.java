package io.mpaas.faults;

import io.mpaas.cluster.LocalCluster;
import io.mpaas.observer.proxy.ApiRequest;
import io.mpaas.observer.proxy.CommittedWrite;
import io.mpaas.observer.proxy.CommittedWrite.Phase;
import io.mpaas.observer.proxy.Fault;
import io.mpaas.observer.proxy.WriteProxy;
import io.mpaas.stories.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operator behind a proxy, started again as a kubelet would whenever it has died. One for many trials, one after the other. */
final class Operator implements AutoCloseable {
    static final String USER = "operator";

    private final LocalCluster cluster;
    private final WriteProxy proxy;
    private final Path kubeconfig;
    private final AtomicReference<@Nullable Trigger> trigger = new AtomicReference<>();
    private final AtomicInteger strikes = new AtomicInteger();
    private volatile OperatorProcess process;

    Operator(LocalCluster cluster) {
        this.cluster = cluster;
        this.proxy = WriteProxy.open(cluster.kubeconfigText(USER));
        this.kubeconfig = cluster.directory().resolve("faults.kubeconfig");
        try {
            Files.writeString(kubeconfig, proxy.kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        proxy.onWrite(this::onWrite);
        this.process = launch().awaitRunning();
    }

    /** Something to be done at a write, once. */
    private record Trigger(long number, Runnable deed) {}

    private OperatorProcess launch() {
        return OperatorProcess.start(kubeconfig, cluster.directory(), "mpaas.webhook.enabled=false");
    }

    WriteProxy proxy() {
        return proxy;
    }

    /** The resourceVersion of the present. */
    String now() {
        return cluster.client()
                .configMaps()
                .inNamespace("default")
                .list()
                .getMetadata()
                .getResourceVersion();
    }

    /** From now on, until {@link #heal()}: it strikes at once. */
    void inject(Fault fault) {
        strikes.incrementAndGet();
        proxy.inject(fault);
    }

    /** The n-th of some requests from now on: it strikes when that comes. */
    Nth nth(Predicate<ApiRequest> which, int n) {
        return new Nth(which, n, strikes::incrementAndGet);
    }

    /** Does something at the n-th write from now on. */
    void atWrite(int n, Runnable deed) {
        trigger.set(new Trigger(proxy.writes() + n, () -> {
            strikes.incrementAndGet();
            deed.run();
        }));
    }

    /** How often something has gone wrong since it was asked last. */
    int strikes() {
        return strikes.getAndSet(0);
    }

    long writes() {
        return proxy.writes();
    }

    private void onWrite(CommittedWrite write, Phase phase) {
        Trigger now = trigger.get();
        if (now != null
                && phase == Phase.BEFORE_ANSWER
                && write.number() >= now.number()
                && trigger.compareAndSet(now, null)) {
            Thread.ofVirtual().start(now.deed());
        }
    }

    void diesAt(int n, Phase phase) {
        proxy.inject(Fault.killAt(proxy.writes() + n, phase, () -> {
            strikes.incrementAndGet();
            process.close();
        }));
    }

    /** It goes on again after that time. */
    void pause(Duration time) {
        OperatorProcess paused = process;
        paused.pause();
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(paused::resume);
    }

    /** What a kubelet does when it has died. */
    void reviveIfDead() {
        if (!process.alive()) {
            process = launch();
        }
    }

    /** Nothing goes wrong any more. */
    void heal() {
        trigger.set(null);
        proxy.heal();
    }

    /** Another one, without memory. */
    void restart() {
        process.close();
        process = launch().awaitRunning();
    }

    String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
        proxy.close();
    }
}
