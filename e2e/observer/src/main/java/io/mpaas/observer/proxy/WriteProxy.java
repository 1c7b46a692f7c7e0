package io.mpaas.observer.proxy;

import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.httpproxy.HttpProxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Stands between one program and its API server, on the loopback address.
 *
 * <pre>
 *   operator ──http──▶ WriteProxy ──https──▶ kube-apiserver
 *                          │
 *                          ├─ counts the writes that were committed
 *                          └─ Faults: kill at the n-th, refuse, delay, silence; late or garbled watches, old lists; cut
 * </pre>
 *
 * It passes on everything else unchanged: tokens, bodies of any size, watches, WebSockets.
 *
 * <pre>{@code
 * try (WriteProxy proxy = WriteProxy.open(cluster.kubeconfigText("operator"))) {
 *     Files.writeString(kubeconfig, proxy.kubeconfig());
 *     Process operator = …;
 *     proxy.inject(Fault.killAt(7, Phase.BEFORE_ANSWER, () -> operator.destroyForcibly().onExit().join()));
 * }
 * }</pre>
 */
public final class WriteProxy implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    /** Every watch holds a connection of its own. */
    private static final int CONNECTIONS = 1_000;

    private final Vertx vertx;
    private final String kubeconfig;
    private final Interception interception;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final boolean secure;
    private final int port;

    private WriteProxy(Vertx vertx, String kubeconfig, Optional<Path> certificates, Predicate<ApiRequest> counted) {
        this.vertx = vertx;
        this.kubeconfig = kubeconfig;
        this.secure = certificates.isPresent();
        Config config = Config.fromKubeconfig(kubeconfig);
        URI server = URI.create(config.getMasterUrl());
        HttpClient client = client(config);
        this.interception =
                new Interception(vertx, counted, new Watches.Origin(client, server.getHost(), server.getPort()));
        this.port = listen(HttpProxy.reverseProxy(client).origin(server.getPort(), server.getHost()), certificates);
    }

    /** Counts the writes that {@linkplain ApiRequest#matters matter}. */
    public static WriteProxy open(String kubeconfig) {
        return open(kubeconfig, ApiRequest::matters);
    }

    /**
     * Listens on a port of its own choice.
     *
     * @param kubeconfig text; names the API server and its certificate authority
     * @param counted which of the committed writes have a number
     */
    public static WriteProxy open(String kubeconfig, Predicate<ApiRequest> counted) {
        return open(kubeconfig, Optional.empty(), counted);
    }

    /**
     * The same over https.
     *
     * @param certificates folder with {@code apiserver.crt} and {@code apiserver.key}: those of the API server, so that whoever trusts
     *     that trusts this
     */
    public static WriteProxy secure(String kubeconfig, Path certificates, Predicate<ApiRequest> counted) {
        return open(kubeconfig, Optional.of(certificates), counted);
    }

    private static WriteProxy open(String kubeconfig, Optional<Path> certificates, Predicate<ApiRequest> counted) {
        VertxOptions small = new VertxOptions().setEventLoopPoolSize(1).setInternalBlockingPoolSize(1);
        Vertx vertx = Vertx.vertx(small);
        try {
            return new WriteProxy(vertx, kubeconfig, certificates, counted);
        } catch (RuntimeException e) {
            await(vertx.close());
            throw e;
        }
    }

    private int listen(HttpProxy proxy, Optional<Path> certificates) {
        // Without HTTP/2, a connection that is dropped takes no other request along.
        HttpServerOptions options = new HttpServerOptions().setHost(LOOPBACK).setHttp2ClearTextEnabled(false);
        certificates.ifPresent(folder -> options.setSsl(true)
                .setUseAlpn(false)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(folder.resolve("apiserver.crt").toString())
                        .setKeyPath(folder.resolve("apiserver.key").toString())));
        HttpServer listener = vertx.createHttpServer(options);
        proxy.addInterceptor(interception);
        listener.requestHandler(request -> interception.enter(request, proxy));
        listener.connectionHandler(connection -> {
            connections.add(connection);
            connection.closeHandler(_ -> connections.remove(connection));
        });
        return await(listener.listen(0)).actualPort();
    }

    private HttpClient client(Config config) {
        Buffer authority = Buffer.buffer(Base64.getDecoder().decode(config.getCaCertData()));
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setSsl(true)
                        .setTrustOptions(new PemTrustOptions().addCertValue(authority))
                        .setVerifyHost(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** Such as {@code http://127.0.0.1:40123}. */
    public String url() {
        return (secure ? "https://" : "http://") + LOOPBACK + ":" + port;
    }

    /** Text of the kubeconfig it was opened with, leading here; the token is the same. */
    public String kubeconfig() {
        KubernetesSerialization yaml = new KubernetesSerialization();
        var config = yaml.unmarshal(kubeconfig, io.fabric8.kubernetes.api.model.Config.class);
        for (NamedCluster named : config.getClusters()) {
            Cluster cluster = secure ? named.getCluster() : new Cluster();
            cluster.setServer(url());
            named.setCluster(cluster);
        }
        return yaml.asYaml(config);
    }

    /** How many writes were counted so far. */
    public long writes() {
        return interception.writes();
    }

    public void onWrite(CommittedWrite.Listener listener) {
        interception.listeners.add(listener);
    }

    /** From now on, until {@link #heal()}. */
    public void inject(Fault fault) {
        interception.faults.add(fault);
    }

    /** Drops every connection of now, with the watches and requests on them; new ones are welcome. */
    public void cut() {
        connections.forEach(HttpConnection::close);
    }

    /** Ends the watches of these; they may be opened again. */
    public void cut(Predicate<ApiRequest> which) {
        interception.cut(which);
    }

    /** Removes all faults. */
    public void heal() {
        interception.faults.clear();
    }

    /** Cuts what is still connected. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
