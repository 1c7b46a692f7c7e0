package io.mpaas.observer.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.proxy.CommittedWrite.Phase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(ClusterExtension.class)
class WriteProxyIT {
    private static final String ADMIN = "admin";

    private WriteProxy proxy;
    private KubernetesClient direct;
    private String namespace;

    @BeforeEach
    void open(LocalCluster cluster, KubernetesClient client, TestNamespace namespace) {
        this.proxy = WriteProxy.open(cluster.kubeconfigText(ADMIN));
        this.direct = client;
        this.namespace = namespace.name();
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    static Stream<Named<HttpClient.Factory>> flavours() {
        return Stream.of(Named.of("Vert.x", new VertxHttpClientFactory()), Named.of("JDK", new JdkHttpClientFactory()));
    }

    @ParameterizedTest
    @MethodSource("flavours")
    void passesOnEverythingAndCountsWrites(HttpClient.Factory flavour) {
        List<String> events = new CopyOnWriteArrayList<>();
        try (KubernetesClient client = client(flavour);
                Watch _ = client.configMaps().watch(recorder(events))) {
            client.resource(configMap("one", "x".repeat(900_000))).create();
            assertThat(client.configMaps().withName("one").get().getData().get("key"))
                    .hasSize(900_000);
            client.configMaps().withName("one").edit(map -> configMap("one", "y"));
            client.resource(configMap("one", "z")).forceConflicts().serverSideApply();
            assertThat(client.configMaps().withName("none").get()).isNull();
            assertThatThrownBy(() -> client.resource(configMap("one", "x")).create())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(409));
            client.configMaps().withName("one").delete();

            await("events")
                    .until(() -> events.stream()
                            .filter(event -> event.endsWith(" one"))
                            .toList()
                            .equals(List.of("ADDED one", "MODIFIED one", "MODIFIED one", "DELETED one")));
            assertThat(proxy.writes()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @MethodSource("flavours")
    void manyWatchesAndWritesAtOnce(HttpClient.Factory flavour) {
        try (KubernetesClient client = client(flavour)) {
            List<List<String>> logs = IntStream.range(0, 20)
                    .<List<String>>mapToObj(_ -> new CopyOnWriteArrayList<>())
                    .toList();
            List<Watch> watches = logs.stream()
                    .map(log -> client.configMaps().watch(recorder(log)))
                    .toList();

            try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 50)
                        .forEach(i -> writers.execute(() ->
                                client.resource(configMap("map-" + i, "x")).create()));
            }

            await("every watch saw every write")
                    .until(() -> logs.stream()
                            .allMatch(log -> log.stream()
                                            .filter(event -> event.startsWith("ADDED map-"))
                                            .distinct()
                                            .count()
                                    == 50));
            assertThat(proxy.writes()).isEqualTo(50);
            watches.forEach(Watch::close);
        }
    }

    @Test
    void passesOnAWatchThatIsPlainStreaming() throws Exception {
        String token = Config.fromKubeconfig(proxy.kubeconfig()).getAutoOAuthToken();
        URI uri = URI.create(proxy.url() + "/api/v1/namespaces/" + namespace + "/configmaps?watch=true");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setReadTimeout(30_000);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            direct.resource(configMap("streamed", "x")).create();

            assertThat(lines.lines()
                            .filter(line -> line.contains("\"streamed\""))
                            .findFirst())
                    .isPresent();
        } finally {
            connection.disconnect();
        }
    }

    @Test
    void passesOnTheTokenAndWhatItMayDo(LocalCluster cluster) {
        try (WriteProxy other = WriteProxy.open(cluster.kubeconfigText("alice"));
                KubernetesClient alice = client(new VertxHttpClientFactory(), other)) {
            assertThatThrownBy(() -> alice.configMaps().list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(403));
        }
    }

    @ParameterizedTest
    @EnumSource
    void killsOnceAtTheWriteItWasToldTo(Phase phase) {
        AtomicInteger kills = new AtomicInteger();
        List<String> told = new CopyOnWriteArrayList<>();
        proxy.onWrite((write, now) -> told.add(write.number() + " " + now));
        proxy.inject(Fault.killAt(2, phase, kills::incrementAndGet));
        try (KubernetesClient client = client(new VertxHttpClientFactory())) {
            client.resource(configMap("one", "x")).create();
            if (phase == Phase.BEFORE_ANSWER) {
                assertThatThrownBy(() -> client.resource(configMap("two", "x")).create())
                        .isInstanceOf(KubernetesClientException.class);
            } else {
                client.resource(configMap("two", "x")).create();
            }
            await("the kill").untilAtomic(kills, org.hamcrest.Matchers.is(1));
            assertThat(direct.configMaps().withName("two").get()).isNotNull();

            client.resource(configMap("three", "x")).create();
            await("the third write").until(() -> told.contains("3 AFTER_ANSWER"));
            assertThat(told).contains("1 BEFORE_ANSWER", "1 AFTER_ANSWER", "2 BEFORE_ANSWER", "3 BEFORE_ANSWER");
            assertThat(told.contains("2 AFTER_ANSWER")).isEqualTo(phase == Phase.AFTER_ANSWER);
            assertThat(kills).hasValue(1);
        }
    }

    @Test
    void leasesAreNotCounted() {
        try (KubernetesClient client = client(new VertxHttpClientFactory())) {
            client.resource(new LeaseBuilder()
                            .withNewMetadata()
                            .withName("lock")
                            .endMetadata()
                            .build())
                    .create();

            assertThat(proxy.writes()).isZero();
        }
    }

    @Test
    void refusedRequestsDoNotReachTheApiServer() {
        proxy.inject(Fault.refuse(request -> request.resource().equals("configmaps") && request.writes(), 503));
        try (KubernetesClient client = client(new VertxHttpClientFactory())) {
            assertThatThrownBy(() -> client.resource(configMap("one", "x")).create())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(503));
            assertThat(client.configMaps().withName("one").get()).isNull();
            assertThat(proxy.writes()).isZero();

            proxy.heal();
            client.resource(configMap("one", "x")).create();
        }
    }

    @Test
    void delayedRequestsArriveLate() {
        proxy.inject(Fault.delay(ApiRequest::writes, Duration.ofMillis(300)));
        try (KubernetesClient client = client(new VertxHttpClientFactory())) {
            long begin = System.nanoTime();
            client.resource(configMap("one", "x")).create();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @ParameterizedTest
    @MethodSource("flavours")
    void faultsReachWatchesOverWebSockets(HttpClient.Factory flavour) {
        List<String> events = new CopyOnWriteArrayList<>();
        proxy.inject(Fault.refuse(request -> request.resource().equals("configmaps"), 503));
        try (KubernetesClient client = client(flavour);
                Watch _ = client.configMaps().watch(recorder(events))) {
            await("the end of the watch").until(() -> events.equals(List.of("closed")));
        }
    }

    @ParameterizedTest
    @MethodSource("flavours")
    void cutsWhatIsConnectedAndLetsItComeBack(HttpClient.Factory flavour) {
        List<String> events = new CopyOnWriteArrayList<>();
        try (KubernetesClient client = client(flavour);
                Watch _ = client.configMaps().watch(recorder(events))) {
            client.resource(configMap("one", "x")).create();
            await("first event").until(() -> events.contains("ADDED one"));

            proxy.cut();
            await("the end of the watch").until(() -> events.contains("closed"));
            client.resource(configMap("two", "x")).create();
            assertThat(proxy.writes()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("flavours")
    void oneWatchOfAKindIsLateTheOtherIsNot(HttpClient.Factory flavour) {
        Map<String, Long> first = new ConcurrentHashMap<>();
        Map<String, Long> second = new ConcurrentHashMap<>();
        Map<String, Long> written = new HashMap<>();
        Duration lag = Duration.ofMillis(600);
        proxy.inject(Fault.lag(request -> request.resource().equals("configmaps"), 2, lag));
        try (KubernetesClient client = client(flavour);
                Watch _ = client.configMaps().watch(clock(first));
                Watch _ = client.configMaps().watch(clock(second))) {
            for (String name : List.of("map-0", "map-1", "map-2")) {
                written.put(name, System.nanoTime());
                client.resource(configMap(name, "x")).create();
            }

            await("both saw all").until(() -> first.containsKey("map-2") && second.containsKey("map-2"));
            written.forEach((name, begin) -> assertThat(second.getOrDefault(name, 0L))
                    .as(name)
                    .isGreaterThanOrEqualTo(begin + lag.toNanos())
                    .isGreaterThan(first.getOrDefault(name, Long.MAX_VALUE)));
        }
    }

    @Test
    void aListOfThePastShowsWhatWasThere() {
        ConfigMap one = direct.resource(configMap("one", "x")).create();
        direct.resource(configMap("two", "x")).create();
        proxy.inject(Fault.past(
                request -> request.resource().equals("configmaps"),
                one.getMetadata().getResourceVersion()));
        try (KubernetesClient client = client(new VertxHttpClientFactory())) {
            assertThat(client.configMaps().list().getItems())
                    .extracting(map -> map.getMetadata().getName())
                    .contains("one")
                    .doesNotContain("two");

            proxy.heal();
            assertThat(client.configMaps().list().getItems())
                    .extracting(map -> map.getMetadata().getName())
                    .contains("one", "two");
        }
    }

    @Test
    void cutsOnlyTheWatchesOfTheKindsThatAreNamed() {
        List<String> maps = new CopyOnWriteArrayList<>();
        List<String> leases = new CopyOnWriteArrayList<>();
        try (KubernetesClient client = client(new VertxHttpClientFactory());
                Watch _ = client.configMaps().watch(recorder(maps));
                Watch _ = client.leases().watch(recorder(leases))) {
            client.resource(configMap("one", "x")).create();
            await("first event").until(() -> maps.contains("ADDED one"));

            proxy.cut(request -> request.resource().equals("configmaps"));
            await("the end of the watch").until(() -> maps.contains("closed"));
            assertThat(leases).doesNotContain("closed");
        }
    }

    private KubernetesClient client(HttpClient.Factory flavour) {
        return client(flavour, proxy);
    }

    /** Without retries and reconnects, so that a test sees what happened. */
    private KubernetesClient client(HttpClient.Factory flavour, WriteProxy proxy) {
        Config config = Config.fromKubeconfig(proxy.kubeconfig());
        config.setNamespace(namespace);
        config.setRequestRetryBackoffLimit(0);
        config.setWatchReconnectLimit(0);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(flavour)
                .build();
    }

    /** When each of them was first seen, in nanoseconds. */
    private static Watcher<ConfigMap> clock(Map<String, Long> times) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                times.putIfAbsent(map.getMetadata().getName(), System.nanoTime());
            }

            @Override
            public void onClose(WatcherException cause) {}
        };
    }

    private static <T extends HasMetadata> Watcher<T> recorder(List<String> events) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                events.add(action + " " + object.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                events.add("closed");
            }
        };
    }

    private static ConfigMap configMap(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(Map.of("key", value))
                .build();
    }
}
