package io.mpaas.stories;

import io.mpaas.cluster.LocalCluster;
import io.mpaas.observer.proxy.CommittedWrite.Phase;
import io.mpaas.observer.proxy.Fault;
import io.mpaas.observer.proxy.WriteProxy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** An operator behind a proxy that kills it at a chosen write, and is started again as a kubelet would. */
final class MortalOperator implements AutoCloseable {
    private final LocalCluster cluster;
    private final WriteProxy proxy;
    private final Path kubeconfig;
    private final AtomicInteger crashes = new AtomicInteger();
    private volatile OperatorProcess operator;
    private long writesBefore;

    private MortalOperator(LocalCluster cluster, WriteProxy proxy, Path kubeconfig) {
        this.cluster = cluster;
        this.proxy = proxy;
        this.kubeconfig = kubeconfig;
        this.operator = launch();
    }

    /** In a namespace of its own, that is made here. */
    static MortalOperator start(LocalCluster cluster, String namespace) {
        Product.createNamespace(cluster.client(), namespace);
        WriteProxy proxy = WriteProxy.open(
                cluster.kubeconfigText(Stage.OPERATOR),
                request -> request.matters() && request.namespace().equals(namespace));
        try {
            Path kubeconfig = cluster.directory().resolve(namespace + ".kubeconfig");
            Files.writeString(kubeconfig, proxy.kubeconfig());
            MortalOperator mortal = new MortalOperator(cluster, proxy, kubeconfig);
            mortal.operator.awaitRunning();
            return mortal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It dies at the n-th write from now on. */
    void diesAt(long n, Phase phase) {
        proxy.heal();
        writesBefore = proxy.writes();
        proxy.inject(Fault.killAt(writesBefore + n, phase, () -> {
            crashes.incrementAndGet();
            operator.close();
        }));
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

    long writesOfThisPhase() {
        return proxy.writes() - writesBefore;
    }

    int crashes() {
        return crashes.get();
    }

    private OperatorProcess launch() {
        return OperatorProcess.start(kubeconfig, cluster.directory(), "mpaas.webhook.enabled=false");
    }

    @Override
    public void close() {
        operator.close();
        proxy.close();
    }

    /** A file of the stories. */
    static String text(String file) {
        try (InputStream stream = MortalOperator.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException("no " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
