package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mpaas.controller.observe.WriteMeter;
import io.mpaas.planning.site.Kubeconfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Makes clients of clusters elsewhere: each with connections and threads of its own, none of which waits long, and with nothing but
 * what a checked kubeconfig says.
 */
@Singleton
public class Clients {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private final KubernetesSerialization serialization;
    private final WriteMeter writes;

    @Inject
    Clients(KubernetesSerialization serialization, WriteMeter writes) {
        this.serialization = serialization;
        this.writes = writes;
    }

    KubernetesClient open(Kubeconfig kubeconfig) {
        return new KubernetesClientBuilder()
                .withKubernetesSerialization(serialization)
                .withConfig(config(kubeconfig))
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("writes", writes))
                .build();
    }

    private static Config config(Kubeconfig kubeconfig) {
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withMasterUrl(kubeconfig.server())
                .withCaCertData(base64(kubeconfig.authority()))
                .withConnectionTimeout(Math.toIntExact(CONNECT.toMillis()))
                .withRequestTimeout(Math.toIntExact(ANSWER.toMillis()))
                .withRequestRetryBackoffLimit(0);
        kubeconfig.token().ifPresent(config::withOauthToken);
        kubeconfig
                .certificate()
                .ifPresent(pair ->
                        config.withClientCertData(base64(pair.certificate())).withClientKeyData(base64(pair.key())));
        kubeconfig.tlsServerName().ifPresent(config::withTlsServerName);
        return config.build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
