package io.mpaas.stories;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.KubeconfigSecret;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.planning.site.SiteRbac;
import io.mpaas.planning.value.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A cluster elsewhere, as its owner gives it to the operator: an account that may do what is needed, and a kubeconfig of it. */
final class FarCluster implements AutoCloseable {
    private static final String FAR = "far";
    /** Two clusters on one machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LocalCluster cluster;

    private FarCluster(LocalCluster cluster) {
        this.cluster = cluster;
    }

    static FarCluster start(String name) {
        return start(Options.DEFAULT.withName(name));
    }

    /** One whose pods have addresses of their own. */
    static FarCluster start(String name, String pods) {
        return start(Options.DEFAULT.withName(name).withPods(pods));
    }

    private static FarCluster start(Options options) {
        return new FarCluster(LocalCluster.start(options.withPatience(PATIENCE)));
    }

    /** An Installation, to run in these Sites. */
    static Installation in(Installation installation, String... sites) {
        Installation there = Serialization.clone(installation);
        ObjectNode spec = (ObjectNode) Json.tree(installation.getSpec());
        ArrayNode named = spec.putArray("sites");
        List.of(sites).forEach(site -> named.addObject().put("name", site));
        there.setSpec(Json.as(spec, InstallationSpec.class));
        return there;
    }

    LocalCluster cluster() {
        return cluster;
    }

    KubernetesClient client() {
        return cluster.client();
    }

    /** Makes the account for a namespace, and the namespace. */
    FarCluster admit(String namespace) {
        new SiteRbac(namespace, "privileged")
                .objects()
                .forEach(object -> client().resource(object).serverSideApply());
        return this;
    }

    /** The account gets another token; the one that it had is worth nothing any more. */
    void renewToken(String namespace) {
        var token = client().secrets().inNamespace(namespace).withName(SiteRbac.TOKEN);
        String before = Objects.requireNonNull(token.get()).getMetadata().getUid();
        token.delete();
        token.waitUntilCondition(
                one -> one == null || !before.equals(one.getMetadata().getUid()), 1, TimeUnit.MINUTES);
        admit(namespace);
    }

    /** A kubeconfig of the account. */
    String kubeconfig(String namespace) {
        Secret secret = client().secrets()
                .inNamespace(namespace)
                .withName(SiteRbac.TOKEN)
                .waitUntilCondition(
                        one -> one != null
                                && one.getData() != null
                                && one.getData().containsKey("token"),
                        1,
                        TimeUnit.MINUTES);
        String token = Objects.requireNonNull(secret).getData().get("token");
        return withToken(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
    }

    /** A kubeconfig of the account with a token of its own. */
    String freshKubeconfig(String namespace) {
        TokenRequest asked = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(7200L)
                .endSpec()
                .build();
        return withToken(client().serviceAccounts()
                .inNamespace(namespace)
                .withName(SiteRbac.ACCOUNT)
                .tokenRequest(asked)
                .getStatus()
                .getToken());
    }

    private String withToken(String token) {
        return cluster.kubeconfigText().replaceAll("token: \\S+", "token: " + token);
    }

    /** A kubeconfig of somebody who may work in both: its present context leads home, the context {@code far} here. */
    Path kubeconfigOfBoth(LocalCluster home, Path folder) throws IOException {
        Config both = Serialization.unmarshal(home.kubeconfigText(), Config.class);
        Config here = Serialization.unmarshal(cluster.kubeconfigText(), Config.class);
        NamedCluster cluster = here.getClusters().getFirst();
        cluster.setName(FAR);
        both.getClusters().add(cluster);
        NamedAuthInfo user = here.getUsers().getFirst();
        user.setName(FAR);
        both.getUsers().add(user);
        NamedContext context = here.getContexts().getFirst();
        context.setName(FAR);
        context.getContext().setCluster(FAR);
        context.getContext().setUser(FAR);
        both.getContexts().add(context);
        return Files.writeString(folder.resolve("both.kubeconfig"), Serialization.asYaml(both));
    }

    /** Puts a kubeconfig where the operator looks for it, for Sites of a namespace. */
    static void give(KubernetesClient hub, String name, String namespace, String kubeconfig) {
        hub.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(Product.OPERATOR_NAMESPACE)
                        .withLabels(Map.of(Mpaas.KUBECONFIG_LABEL, "true", Mpaas.KUBECONFIG_FOR + namespace, "true"))
                        .endMetadata()
                        .withData(Map.of(
                                KubeconfigSecret.KEY,
                                Base64.getEncoder().encodeToString(kubeconfig.getBytes(StandardCharsets.UTF_8))))
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    @Override
    public void close() {
        cluster.resumeApiServer();
        cluster.close();
    }
}
