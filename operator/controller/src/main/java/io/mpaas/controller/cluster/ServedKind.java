package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** A kind that the API server serves, and how it is addressed. */
public record ServedKind(String group, String version, String kind, String plural, boolean namespaced) {

    /** All objects of the kind in a namespace or, of a kind without namespaces, in the cluster. */
    public NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            in(String namespace, KubernetesClient client) {
        var everywhere = client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build());
        return namespaced ? everywhere.inNamespace(namespace) : everywhere;
    }

    /** Where the API server has the object of this name and namespace. */
    String path(ObjectMeta object) {
        return (group.isEmpty() ? "/api/" : "/apis/" + group + "/") + version
                + (namespaced ? "/namespaces/" + object.getNamespace() : "")
                + "/" + plural + "/" + object.getName();
    }

    /** {@code widgets.example.io}, as roles and people name it. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
