package io.mpaas.controller.startup;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mpaas.controller.cluster.MetadataOnly;
import io.mpaas.controller.leader.LeaseWatchdog;
import io.mpaas.controller.observe.WriteMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one client of the operator; all that it writes passes those who count writes and watch the lease. */
@Singleton
public class ObservedClient {
    @Produces
    @ApplicationScoped
    KubernetesClient client(
            KubernetesSerialization serialization, Config config, WriteMeter writes, LeaseWatchdog lease) {
        return new KubernetesClientBuilder()
                .withKubernetesSerialization(serialization)
                .withConfig(config)
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("writes", writes)
                        .addOrReplaceInterceptor("lease", lease)
                        .addOrReplaceInterceptor("metadata-only", new MetadataOnly()))
                .build();
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }
}
