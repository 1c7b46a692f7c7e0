package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.value.Owner;
import java.util.Optional;

/**
 * By whose rights the objects of a component of the type Manifests are read and written.
 *
 * @param name a ServiceAccount of the namespace; empty = the operator itself, which has few rights
 */
public record Account(String namespace, Optional<String> name) {
    public static Account of(Owner owner, ComponentSpec spec) {
        return new Account(
                owner.namespace(),
                Optional.ofNullable(spec.serviceAccountName()).filter(name -> !name.isEmpty()));
    }

    /**
     * A view of the operator's client that impersonates the account: its connections, tokens and meters are shared, so there
     * is nothing to close. The API server adds the groups of a ServiceAccount by itself.
     */
    KubernetesClient client(KubernetesClient operators) {
        if (name.isEmpty()) {
            return operators;
        }
        RequestConfig own = new RequestConfigBuilder(
                        operators.getConfiguration().getRequestConfig())
                .withImpersonateUsername("system:serviceaccount:" + namespace + ":" + name.get())
                .build();
        return operators.newClient(own).adapt(KubernetesClient.class);
    }

    @Override
    public String toString() {
        return name.map(account -> "service account " + account).orElse("the operator");
    }
}
