package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.mpaas.cloud.ProviderReader;
import io.mpaas.planning.cloud.CloudSeen.Provided;
import io.mpaas.planning.infrastructure.ApiKind;
import io.mpaas.planning.value.ObjectKey;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects of any kind in a cluster, with the permissions of one account. */
public final class Access {
    private final KubernetesClient client;

    public Access(KubernetesClient client) {
        this.client = client;
    }

    /** The same with the permissions of an account. */
    public Access as(Account account) {
        return new Access(account.client(client));
    }

    /**
     * How a kind is addressed; empty if it is not served.
     *
     * @throws KubernetesClientException where that cannot be told
     */
    public Optional<ServedKind> find(String apiVersion, String kind) {
        APIResourceList resources = resources(apiVersion);
        if (resources == null || resources.getResources() == null) {
            return Optional.empty();
        }
        String group = ObjectKey.group(apiVersion);
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        return resources.getResources().stream()
                .filter(resource ->
                        resource.getKind().equals(kind) && !resource.getName().contains("/"))
                .map(resource -> new ServedKind(
                        group, version, kind, resource.getName(), Boolean.TRUE.equals(resource.getNamespaced())))
                .findFirst();
    }

    /**
     * In which versions kinds are served.
     *
     * @throws KubernetesClientException where that cannot be told
     */
    public List<Provided> served(List<ApiKind> kinds) {
        return ProviderReader.of(client, kinds);
    }

    private @Nullable APIResourceList resources(String apiVersion) {
        try {
            return client.getApiResources(apiVersion);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /** All objects of a kind in a namespace or, of a kind without namespaces, in the cluster. */
    public NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            objects(ServedKind kind, String namespace) {
        var everywhere = client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withNamespaced(kind.namespaced())
                .build());
        return kind.namespaced() ? everywhere.inNamespace(namespace) : everywhere;
    }

    /** Deletes the object that was seen, by its UID; whether it was there to be deleted. */
    public boolean delete(ServedKind kind, HasMetadata seen, DeletionPropagation propagation) {
        return new ExactDelete(client).delete(kind, seen, propagation);
    }

    /** The same, by its version as well: false also if it has changed since it was seen. */
    public boolean deleteUnchanged(ServedKind kind, HasMetadata seen, DeletionPropagation propagation) {
        return new ExactDelete(client).deleteUnchanged(kind, seen, propagation);
    }

    /** Whether the account has a permission, by the API server's own word. */
    public boolean allows(SelfSubjectAccessReview question) {
        return client.resource(question).create().getStatus().getAllowed();
    }
}
