package io.mpaas.faults;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Release;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One namespace with one installation, and what a person can do there. Whatever is waited for, a dead operator is started again. */
final class Site {
    private static final String NAME = "faults";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FAILURE = "mpaas.io/simulated-failure";

    private final KubernetesClient client;
    private final Operator operator;
    private final String namespace;

    Site(KubernetesClient client, Operator operator, String namespace) {
        this.client = client;
        this.operator = operator;
        this.namespace = namespace;
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    String namespace() {
        return namespace;
    }

    /** Makes a Release of the product, changed a little, unless it is there; returns its name. */
    String release(String version, UnaryOperator<String> change) {
        String text = change.apply(product());
        String name = "faults-" + version + "-" + Integer.toHexString(text.hashCode());
        if (client.resources(Release.class).withName(name).get() == null) {
            client.resource(Serialization.unmarshal(text.replace("RELEASE", name), Release.class))
                    .create();
        }
        return name;
    }

    /** Other images for some components. */
    static String updated(String text, String... components) {
        String updated = text;
        for (String component : components) {
            updated = updated.replace("/" + component + "@sha256:01", "/" + component + "@sha256:02");
        }
        return updated;
    }

    /** Another name for a component, and for what it is made of if it says so itself; its image stays. */
    static String renamed(String text, String component) {
        String objects = component.equals(Target.MANIFESTS.component) ? text.replace("policy-", "other-policy-") : text;
        return Pattern.compile("(?<![/\\w-])" + component + "(?=:)")
                .matcher(objects)
                .replaceAll(component + "-b");
    }

    /** Installs the product, or changes to another Release. */
    void install(String release) {
        apply("{release: " + release + ", tier: SingleRoom}");
    }

    /** The same, with pods of one component that never become Ready, and the wish to have that taken back. */
    void installFailing(String release, String component) {
        apply(("{release: %s, tier: SingleRoom, rollout: {componentTimeout: 3s, onFailure: Rollback},"
                        + " components: {%s: {podTemplate: {metadata: {annotations: {%s: never-ready}}}}}}")
                .formatted(release, component, FAILURE));
    }

    private void apply(String spec) {
        Installation installation = Serialization.unmarshal("""
                apiVersion: mpaas.io/v1alpha1
                kind: Installation
                metadata: {name: faults}
                spec: SPEC
                """.replace("SPEC", spec), Installation.class);
        client.resource(installation).inNamespace(namespace).forceConflicts().serverSideApply();
    }

    void resize(String component, int replicas) {
        merge("{\"spec\": {\"components\": {\"%s\": {\"replicas\": %d}}}}".formatted(component, replicas));
    }

    void stop() {
        merge("{\"spec\": {\"state\": \"Stopped\"}}");
    }

    void start() {
        merge("{\"spec\": {\"state\": \"Running\"}}");
    }

    void delete() {
        named().delete();
    }

    private void merge(String patch) {
        named().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private Resource<Installation> named() {
        return client.resources(Installation.class).inNamespace(namespace).withName(NAME);
    }

    /** Its pods of now serve no more. */
    void lose(String component) {
        pods(component).forEach(pod -> annotate(pod, "\"never-ready\""));
    }

    /** One of its pods serves no more; returns when that is seen. */
    void loseOne(String component) {
        Pod one = pods(component).getFirst();
        annotate(one, "\"never-ready\"");
        await(
                "one pod is not Ready",
                () -> pods(component).stream()
                        .filter(pod -> pod.getMetadata()
                                .getName()
                                .equals(one.getMetadata().getName()))
                        .noneMatch(Readiness::isPodReady));
    }

    void recover(String component) {
        pods(component).forEach(pod -> annotate(pod, "null"));
    }

    private List<Pod> pods(String component) {
        return client.pods()
                .inNamespace(namespace)
                .withLabel(Mpaas.COMPONENT_LABEL, component)
                .list()
                .getItems();
    }

    /** A pod that is gone meanwhile has no need of it. */
    private void annotate(Pod pod, String value) {
        try {
            client.resource(pod)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\": {\"annotations\": {\"%s\": %s}}}".formatted(FAILURE, value));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    void awaitReady() {
        await("Ready", this::isReady);
    }

    boolean isReady() {
        Installation now = named().get();
        return now != null
                && !now.isMarkedForDeletion()
                && status(now).conditions().stream().anyMatch(condition -> isReady(condition, now));
    }

    private static boolean isReady(Condition condition, Installation now) {
        return "Ready".equals(condition.getType())
                && "True".equals(condition.getStatus())
                && Objects.equals(
                        condition.getObservedGeneration(), now.getMetadata().getGeneration());
    }

    /** The operator has taken note of what it is asked for. */
    void awaitCompiled() {
        await("compiled", () -> {
            Installation now = named().get();
            return status(now).conditions().stream()
                    .anyMatch(condition -> "Ready".equals(condition.getType())
                            && Objects.equals(
                                    condition.getObservedGeneration(),
                                    now.getMetadata().getGeneration()));
        });
    }

    void awaitDegraded() {
        await("Degraded", () -> phase() == InstallationPhase.Degraded);
    }

    void awaitTakenBack() {
        await("RolledBack", this::isTakenBack);
    }

    boolean isTakenBack() {
        return phase() == InstallationPhase.RolledBack;
    }

    void awaitStopped() {
        await("Stopped", () -> phase() == InstallationPhase.Stopped);
    }

    private @Nullable InstallationPhase phase() {
        Installation now = named().get();
        return now == null ? null : status(now).phase();
    }

    private static InstallationStatus status(Installation installation) {
        return installation.getStatus() == null ? InstallationStatus.EMPTY : installation.getStatus();
    }

    void awaitGone(String component) {
        await(
                component + " is gone",
                () -> client.resources(Component.class)
                                .inNamespace(namespace)
                                .withName(component)
                                .get()
                        == null);
    }

    void awaitGone() {
        awaitInstallationGone();
        await(
                "no Component",
                () -> client.resources(Component.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .isEmpty());
    }

    void awaitInstallationGone() {
        await("the Installation is gone", () -> named().get() == null);
    }

    void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    operator.reviveIfDead();
                    return condition.getAsBoolean();
                });
    }

    /** What the Installation and the Components say of themselves: for a person who looks for the reason. */
    String says() {
        StringBuilder text = new StringBuilder();
        Installation now = named().get();
        text.append(
                now == null ? "no Installation" : "Installation " + status(now).phase());
        client.resources(Component.class).inNamespace(namespace).list().getItems().stream()
                .filter(component -> component.getStatus() != null)
                .forEach(component -> text.append("; ")
                        .append(component.getMetadata().getName())
                        .append(' ')
                        .append(component.getStatus().phase())
                        .append(": ")
                        .append(component.getStatus().message()));
        return text.toString();
    }

    /** The next trial has another one. */
    void remove() {
        client.namespaces().withName(namespace).delete();
    }

    private static String product() {
        try (InputStream stream = Objects.requireNonNull(Site.class.getResourceAsStream("product.yaml"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
