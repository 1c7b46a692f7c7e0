package io.mpaas.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One cluster for all tests of a JVM, started by the first that needs it, and one namespace per test.
 *
 * <pre>{@code
 * @ExtendWith(ClusterExtension.class)
 * class WorkloadIT {
 *     @Test
 *     void becomesReady(KubernetesClient client, TestNamespace namespace) { … }
 * }
 * }</pre>
 *
 * <p>The client's default namespace is that of the test. A {@link LocalCluster} can be asked for as well; a test that asks
 * for one cannot run where {@code MPAAS_TEST_KUBECONFIG} names another cluster and then fails with that message.
 */
public final class ClusterExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace STORE = Namespace.create(ClusterExtension.class);
    private static final Set<Class<?>> PARAMETERS =
            Set.of(KubernetesClient.class, LocalCluster.class, TestNamespace.class);
    private static final int LONGEST_NAME = 40;

    @Override
    public void beforeEach(ExtensionContext context) {
        TestNamespace namespace = new TestNamespace(nameOf(context));
        KubernetesClient client = cluster(context).client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace.name())
                        .addToLabels("mpaas.io/test", "true")
                        .endMetadata()
                        .build())
                .create();
        // Pods are refused until the controller has made the namespace's account.
        client.serviceAccounts()
                .inNamespace(namespace.name())
                .withName("default")
                .waitUntilCondition(Objects::nonNull, 1, TimeUnit.MINUTES);
        context.getStore(STORE).put(TestNamespace.class, namespace);
    }

    /** Does not wait until the namespace is empty: the next test has another one. */
    @Override
    public void afterEach(ExtensionContext context) {
        TestNamespace namespace = context.getStore(STORE).get(TestNamespace.class, TestNamespace.class);
        if (namespace != null) {
            cluster(context).client().namespaces().withName(namespace.name()).delete();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        TestCluster cluster = cluster(context);
        if (type == LocalCluster.class) {
            return cluster.local()
                    .orElseThrow(() -> new ParameterResolutionException(
                            "This test needs a LocalCluster of its own, but %s points at another cluster: unset it, or leave this test out."
                                    .formatted(TestCluster.VARIABLE)));
        }
        TestNamespace namespace = context.getStore(STORE).get(TestNamespace.class, TestNamespace.class);
        if (type == TestNamespace.class) {
            return Objects.requireNonNull(namespace, "A namespace exists only during a test, not in a constructor.");
        }
        return namespace == null ? cluster.client() : inNamespace(cluster.client(), namespace);
    }

    private static KubernetesClient inNamespace(KubernetesClient client, TestNamespace namespace) {
        return client.adapt(NamespacedKubernetesClient.class).inNamespace(namespace.name());
    }

    private static TestCluster cluster(ExtensionContext context) {
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(
                        TestCluster.class,
                        _ -> TestCluster.open(System.getenv(TestCluster.VARIABLE)),
                        TestCluster.class);
    }

    /** {@code becomesReady} becomes {@code becomes-ready-1f3a9}. */
    private static String nameOf(ExtensionContext context) {
        String words = context.getRequiredTestMethod()
                .getName()
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .toLowerCase(Locale.ROOT);
        String shortened =
                words.substring(0, Math.min(LONGEST_NAME, words.length())).replaceAll("-$", "");
        return shortened + "-" + UUID.randomUUID().toString().substring(0, 5);
    }
}
