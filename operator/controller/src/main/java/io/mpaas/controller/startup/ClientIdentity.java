package io.mpaas.controller.startup;

import io.fabric8.kubernetes.client.Config;
import io.mpaas.api.v1alpha1.Mpaas;
import io.quarkus.kubernetes.client.KubernetesConfigCustomizer;
import jakarta.inject.Singleton;

/** The API server takes the field manager of a {@code create} from the user agent; so both have one name. */
@Singleton
public class ClientIdentity implements KubernetesConfigCustomizer {
    @Override
    public void customize(Config config) {
        config.setUserAgent(Mpaas.FIELD_MANAGER + "/" + Mpaas.VERSION);
    }
}
