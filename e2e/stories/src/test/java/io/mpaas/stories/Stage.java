package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.audit.Write;
import io.mpaas.planning.value.Conditions;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** Where a story is played: one cluster, one operator that all stories on it share, and the words to tell it in. */
final class Stage {
    static final String OPERATOR = "operator";
    /** The cluster that tests are to use in place of a local one, where real processes take their time. */
    static final String OTHER_CLUSTER = "MPAAS_TEST_KUBECONFIG";

    static final Duration PATIENCE =
            System.getenv(OTHER_CLUSTER) == null ? Duration.ofMinutes(3) : Duration.ofMinutes(5);
    private static final Duration JUDGING = Duration.ofSeconds(10);
    private static final int QUIET_SECONDS = 22;

    private static @Nullable OperatorProcess operator;
    private static @Nullable LocalCluster staged;

    private final KubernetesClient client;
    private final @Nullable LocalCluster cluster;
    private final String namespace;

    private Stage(KubernetesClient client, @Nullable LocalCluster cluster, String namespace) {
        this.client = client;
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** The product is installed and its operator runs. */
    static synchronized Stage withOperator(LocalCluster cluster, String namespace) {
        Stage stage = withoutOperator(cluster, namespace);
        if (operator == null || !operator.alive()) {
            operator = OperatorProcess.start(cluster.kubeconfig(OPERATOR), cluster.directory())
                    .awaitRunning();
        }
        NoSilence.watch(cluster.client(), namespace);
        return stage;
    }

    /** The product is installed; no operator runs. */
    static synchronized Stage withoutOperator(LocalCluster cluster, String namespace) {
        if (staged != cluster) {
            stopOperator();
            Product.install(cluster.client(), OPERATOR);
            staged = cluster;
        }
        return on(cluster, namespace);
    }

    /** Any cluster where the product is installed and its operator runs already, as it is shipped. */
    static Stage installed(KubernetesClient client, String namespace) {
        return new Stage(client, null, namespace);
    }

    /** A cluster where the story itself sees to the product and its operator. */
    static Stage on(LocalCluster cluster, String namespace) {
        return new Stage(cluster.client(), cluster, namespace);
    }

    /** Makes the namespace of this stage. */
    String inNewNamespace() {
        Product.createNamespace(client(), namespace);
        return namespace;
    }

    static synchronized void stopOperator() {
        if (operator != null) {
            NoSilence.excuse();
            operator.close();
            operator = null;
        }
    }

    /** Threads of the operator. */
    static synchronized int threads() {
        return Objects.requireNonNull(operator).threads();
    }

    KubernetesClient client() {
        return client;
    }

    LocalCluster cluster() {
        return Objects.requireNonNull(cluster, "this story is told on a local cluster");
    }

    String namespace() {
        return namespace;
    }

    /** Writes of the operator in this namespace, events and leases apart. */
    AuditLog writes() {
        return AuditLog.read(cluster().auditLog()).by(OPERATOR).in(namespace).withoutNoise();
    }

    /** Whatever the operator has written in this namespace since then, events included. */
    List<Write> allWritesSince(Instant time) {
        return AuditLog.read(cluster().auditLog())
                .by(OPERATOR)
                .in(namespace)
                .since(time)
                .withoutLeases()
                .writes();
    }

    /** The operator has nothing to say any more: news that can wait does so for 20 s at most. */
    void awaitQuiet() {
        Awaitility.await("the operator has written nothing for a while")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> allWritesSince(Instant.now().minusSeconds(QUIET_SECONDS))
                        .isEmpty());
    }

    /** An operator that started at that time has had its time to judge everything, and has written nothing. */
    void assertNothingIsWrittenSince(Instant time) {
        Awaitility.await("time to judge everything")
                .pollDelay(JUDGING)
                .atMost(PATIENCE)
                .until(() -> true);
        assertThat(allWritesSince(time)).isEmpty();
    }

    void apply(Release release) {
        client().resource(release).serverSideApply();
    }

    void apply(Installation installation) {
        client().resource(installation).inNamespace(namespace).serverSideApply();
    }

    void release(String yaml) {
        apply(Serialization.unmarshal(yaml, Release.class));
    }

    void installation(String yaml) {
        apply(Serialization.unmarshal(yaml, Installation.class));
    }

    Component component(String name) {
        return Objects.requireNonNull(
                client().resources(Component.class)
                        .inNamespace(namespace)
                        .withName(name)
                        .get(),
                name);
    }

    List<Component> components() {
        return client().resources(Component.class).inNamespace(namespace).list().getItems();
    }

    List<Pod> pods() {
        return client().pods().inNamespace(namespace).list().getItems();
    }

    /** Name and UID of each pod: unchanged means that no pod was touched. */
    SortedSet<String> podIdentities() {
        return pods().stream()
                .map(pod ->
                        pod.getMetadata().getName() + " " + pod.getMetadata().getUid())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Installation installationNamed(String name) {
        return Objects.requireNonNull(
                client().resources(Installation.class)
                        .inNamespace(namespace)
                        .withName(name)
                        .get(),
                name);
    }

    InstallationStatus status(String installation) {
        InstallationStatus status = installationNamed(installation).getStatus();
        return status == null ? InstallationStatus.EMPTY : status;
    }

    boolean exists(String installation) {
        return client().resources(Installation.class)
                        .inNamespace(namespace)
                        .withName(installation)
                        .get()
                != null;
    }

    boolean isReady(String installation) {
        Installation now = installationNamed(installation);
        return Conditions.find(status(now).conditions(), Conditions.Type.Ready)
                .filter(ready -> "True".equals(ready.getStatus())
                        && Objects.equals(
                                ready.getObservedGeneration(), now.getMetadata().getGeneration()))
                .isPresent();
    }

    /** Sets {@code spec.state}, as {@code kubectl mpaas stop} and {@code start} do. */
    void state(String installation, RunState state) {
        client().resources(Installation.class)
                .inNamespace(namespace)
                .withName(installation)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"state\": \"%s\"}}".formatted(state));
    }

    void awaitReady(String installation) {
        awaitAsserted(
                installation + " is Ready",
                () -> assertThat(isReady(installation)).as(this::notReady).isTrue());
    }

    private String notReady() {
        return components().stream()
                .map(component -> component.getMetadata().getName() + " says " + component.getStatus())
                .collect(Collectors.joining("\n"));
    }

    void awaitInstallation(String name, String what, Predicate<Installation> condition) {
        await(name + " is " + what, () -> condition.test(installationNamed(name)));
    }

    void awaitPhase(String component, ComponentPhase phase) {
        await(component + " is " + phase, () -> {
            Component there = client().resources(Component.class)
                    .inNamespace(namespace)
                    .withName(component)
                    .get();
            return there != null
                    && there.getStatus() != null
                    && there.getStatus().phase() == phase;
        });
    }

    /** Whether an event of this reason says these words. */
    boolean hasEvent(String reason, String words) {
        return client().v1().events().inNamespace(namespace).list().getItems().stream()
                .anyMatch(event -> reason.equals(event.getReason())
                        && String.valueOf(event.getMessage()).contains(words));
    }

    void delete(Installation installation) {
        client().resource(installation).inNamespace(namespace).delete();
    }

    void awaitNoComponents() {
        await("every component is gone", () -> components().isEmpty());
        await(
                "what is being deleted is gone",
                () -> all(Installation.class).stream().noneMatch(Installation::isMarkedForDeletion));
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return client().resources(kind).inNamespace(namespace).list().getItems();
    }

    static InstallationStatus status(Installation installation) {
        return installation.getStatus() == null ? InstallationStatus.EMPTY : installation.getStatus();
    }

    /** Changes an object that others write, too: as it is by then, and again when one of them was faster. */
    <T extends HasMetadata> void edit(T object, UnaryOperator<T> change) {
        insist(object, now -> client().resource(now).edit(change));
    }

    /** The same with its status. */
    <T extends HasMetadata> void editStatus(T object, UnaryOperator<T> change) {
        insist(object, now -> client().resource(now).editStatus(change));
    }

    private <T extends HasMetadata> void insist(T object, Consumer<T> change) {
        await("nobody else writes " + object.getMetadata().getName(), () -> {
            try {
                change.accept(client().resource(object).get());
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    return false;
                }
                throw e;
            }
        });
    }

    static void await(String what, Condition condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(condition::holds);
    }

    static void awaitAsserted(String what, ThrowingRunnable assertion) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(assertion);
    }

    /** Something that becomes true. */
    @FunctionalInterface
    interface Condition {
        boolean holds();
    }
}
