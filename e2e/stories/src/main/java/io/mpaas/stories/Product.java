package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The product as it is shipped: CRDs, the rights of the operator, the samples. */
public final class Product {
    /** Where the Lease of operators is that tests let take part in an election. */
    static final String OPERATOR_NAMESPACE = "default";

    private static final List<String> CRDS =
            List.of("releases.mpaas.io", "installations.mpaas.io", "components.mpaas.io", "sites.mpaas.io");

    private Product() {}

    /** Applies the CRDs and the policies, and gives a user the rights of the chart, and no others. */
    public static void install(KubernetesClient admin, String user) {
        applyDefinitions(admin);
        ChartPolicies.apply(admin);
        grant(admin, user);
    }

    /** Makes a namespace, for an Installation or its operator; there is none of that name. */
    static void createNamespace(KubernetesClient admin, String name) {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    /** Applies the CRDs and waits until they are served. */
    public static void applyDefinitions(KubernetesClient admin) {
        applyDefinitions(admin, crd -> text("io/mpaas/crds/" + crd + ".yaml"));
    }

    /** Applies those of another version: {@code yaml} gives the text of each, by its name. */
    static void applyDefinitions(KubernetesClient admin, UnaryOperator<String> yaml) {
        CRDS.forEach(crd -> admin.resource(yaml.apply(crd)).serverSideApply());
        CRDS.forEach(crd -> admin.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(crd)
                .waitUntilCondition(Product::isServed, 30, TimeUnit.SECONDS));
    }

    /** One that was just made has a status without conditions for a moment. */
    private static boolean isServed(@Nullable CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    /** Binds the chart's ClusterRole, and its Role in the namespace {@value #OPERATOR_NAMESPACE}. */
    public static void grant(KubernetesClient admin, String user) {
        grant(admin, user, chart("clusterrole.yaml", ClusterRole.class));
    }

    /** The same with another ClusterRole of that name. */
    public static void grant(KubernetesClient admin, String user, ClusterRole everywhere) {
        grant(admin, user, everywhere, chart("role.yaml", Role.class));
    }

    /** The same with another Role of that name, too. */
    static void grant(KubernetesClient admin, String user, ClusterRole everywhere, Role athome) {
        Subject subject = new Subject("rbac.authorization.k8s.io", "User", user, null);
        admin.resource(everywhere).forceConflicts().serverSideApply();
        admin.resource(athome).forceConflicts().serverSideApply();
        admin.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(binding(user))
                        .endMetadata()
                        .withRoleRef(reference(everywhere))
                        .withSubjects(subject)
                        .build())
                .serverSideApply();
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(binding(user))
                        .withNamespace(OPERATOR_NAMESPACE)
                        .endMetadata()
                        .withRoleRef(reference(athome))
                        .withSubjects(subject)
                        .build())
                .serverSideApply();
    }

    /** A template of the chart that holds one object and needs no more of Helm than the namespace. */
    public static <T extends HasMetadata> T chart(String template, Class<T> kind) {
        return chart(OperatorProcess.root().resolve("charts/mpaas-operator/templates"), template, kind);
    }

    /** The same of another version of the chart. */
    static <T extends HasMetadata> T chart(Path templates, String template, Class<T> kind) {
        try {
            return Serialization.unmarshal(
                    Files.readString(templates.resolve(template))
                            .replace("{{ .Release.Namespace }}", OPERATOR_NAMESPACE),
                    kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RoleRef reference(HasMetadata role) {
        return new RoleRef(
                "rbac.authorization.k8s.io", role.getKind(), role.getMetadata().getName());
    }

    private static String binding(String user) {
        return "mpaas-operator-" + user;
    }

    /** Takes all rights from a user. */
    public static void revoke(KubernetesClient admin, String user) {
        admin.rbac().clusterRoleBindings().withName(binding(user)).delete();
        admin.rbac()
                .roleBindings()
                .inNamespace(OPERATOR_NAMESPACE)
                .withName(binding(user))
                .delete();
    }

    /** The sample Release with all components. */
    public static Release release() {
        return Serialization.unmarshal(sample("release-4.2.0.yaml"), Release.class);
    }

    /** A sample Installation, e.g. {@code single-room}. */
    public static Installation installation(String name) {
        return Stream.of(sample("installation-" + name + ".yaml").split("(?m)^---$"))
                .filter(document -> document.contains("\nkind: Installation"))
                .map(document -> Serialization.unmarshal(document, Installation.class))
                .findFirst()
                .orElseThrow();
    }

    /** The sample of the type Manifests with all that it needs, for one namespace. */
    public static void applyManifests(KubernetesClient admin, String namespace) {
        Stream.of(sample("manifests.yaml")
                        .replace("namespace: mpaas}", "namespace: " + namespace + "}")
                        .split("(?m)^---$"))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .forEach(object -> admin.resource(object).inNamespace(namespace).serverSideApply());
    }

    /** Text of a sample. */
    public static String sample(String file) {
        return text("io/mpaas/samples/" + file);
    }

    private static String text(String resource) {
        try (InputStream stream = Product.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("no " + resource);
            }
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
