package io.mpaas.stories;

import io.mpaas.cluster.LocalCluster;
import io.mpaas.observer.proxy.ApiRequest;
import io.mpaas.observer.proxy.CommittedWrite.Phase;
import io.mpaas.observer.proxy.Fault;
import io.mpaas.observer.proxy.WriteProxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An operator with a proxy before the API server of a cluster elsewhere, started again as a kubelet would. */
final class FarOperator implements AutoCloseable {
    private final LocalCluster home;
    private final WriteProxy proxy;
    private final AtomicInteger strikes = new AtomicInteger();
    private final AtomicReference<@Nullable Trigger> trigger = new AtomicReference<>();
    private volatile OperatorProcess operator;
    private long writesBefore;

    private record Trigger(long number, Runnable deed) {}

    private FarOperator(LocalCluster home, WriteProxy proxy) {
        this.home = home;
        this.proxy = proxy;
        this.operator = launch();
        proxy.onWrite((write, phase) -> {
            Trigger now = trigger.get();
            if (now != null && write.number() >= now.number() && trigger.compareAndSet(now, null)) {
                Thread.ofVirtual().start(now.deed());
            }
        });
    }

    /** For an Installation of this namespace, which is admitted there. */
    static FarOperator start(LocalCluster home, FarCluster far, String namespace) {
        WriteProxy proxy = WriteProxy.secure(
                far.admit(namespace).kubeconfig(namespace),
                far.cluster().directory().resolve("certificates"),
                request -> request.matters() && request.namespace().equals(namespace));
        FarOperator operator = new FarOperator(home, proxy);
        operator.operator.awaitRunning();
        return operator;
    }

    /** Leads to the proxy. */
    String kubeconfig() {
        return proxy.kubeconfig();
    }

    WriteProxy proxy() {
        return proxy;
    }

    OperatorProcess process() {
        return operator;
    }

    /** Nothing goes wrong, and writes are counted from now on. */
    void begin() {
        heal();
        writesBefore = proxy.writes();
    }

    void heal() {
        trigger.set(null);
        proxy.heal();
    }

    long writes() {
        return proxy.writes() - writesBefore;
    }

    int strikes() {
        return strikes.get();
    }

    void diesAt(int n, Phase phase) {
        proxy.inject(Fault.killAt(writesBefore + n, phase, () -> {
            strikes.incrementAndGet();
            operator.close();
        }));
    }

    void atWrite(int n, Runnable deed) {
        trigger.set(new Trigger(writesBefore + n, () -> {
            strikes.incrementAndGet();
            deed.run();
        }));
    }

    /** The n-th write from now on is not done, and answered so. */
    void refuse(int n, int status) {
        AtomicInteger seen = new AtomicInteger();
        proxy.inject(Fault.refuse(request -> isNth(request, seen, n), status));
    }

    /** The n-th write from now on is not done, and never answered. */
    void silence(int n) {
        AtomicInteger seen = new AtomicInteger();
        proxy.inject(Fault.silence(request -> isNth(request, seen, n)));
    }

    private boolean isNth(ApiRequest request, AtomicInteger seen, int n) {
        boolean strikes = request.writes() && request.matters() && seen.incrementAndGet() == n;
        if (strikes) {
            this.strikes.incrementAndGet();
        }
        return strikes;
    }

    /** The network is gone: no request gets through, and those under way end. It comes back by itself. */
    void cutFor(Duration time) {
        Fault nothing = Fault.silence(_ -> true);
        proxy.inject(nothing);
        proxy.cut();
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(proxy::heal);
    }

    /** Waits for something, and starts the operator again whenever it has died. */
    void await(String what, Stage.Condition condition) {
        Stage.await(what, () -> {
            if (!operator.alive()) {
                operator = launch();
            }
            return condition.holds();
        });
    }

    private OperatorProcess launch() {
        return OperatorProcess.start(home.kubeconfig(Stage.OPERATOR), home.directory(), "mpaas.webhook.enabled=false");
    }

    @Override
    public void close() {
        operator.close();
        proxy.close();
    }
}
