package io.mpaas.planning.value;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.Map;
import java.util.TreeMap;

/**
 * The component that objects are made for, and the labels by which they are known as its own. There are no owner references:
 * garbage collection would delete in an order of its own.
 */
public record Owner(String namespace, String installation, String installationId, String component) {

    /** Labels that select the pods of the component; they never change. */
    public Map<String, String> selector() {
        return new TreeMap<>(Map.of(Mpaas.COMPONENT_LABEL, component, Mpaas.INSTALLATION_LABEL, installation));
    }

    /** Labels of every object of the component. */
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(selector());
        labels.put(Mpaas.INSTALLATION_ID_LABEL, installationId);
        labels.put("app.kubernetes.io/name", component);
        labels.put("app.kubernetes.io/instance", installation);
        labels.put("app.kubernetes.io/part-of", "mpaas");
        labels.put("app.kubernetes.io/managed-by", Mpaas.FIELD_MANAGER);
        return labels;
    }

    /** Labels of a kept rendering; they must not match the selector. */
    public Map<String, String> revisionLabels() {
        Map<String, String> labels = labels();
        labels.remove(Mpaas.COMPONENT_LABEL);
        labels.put(Mpaas.REVISION_OF_LABEL, component);
        return labels;
    }

    /** Labels of a kept copy of the customer's data. */
    public Map<String, String> copyLabels() {
        Map<String, String> labels = labels();
        labels.remove(Mpaas.COMPONENT_LABEL);
        labels.put(Mpaas.COPY_OF_LABEL, component);
        return labels;
    }

    /** Labels of the objects of a component of the type Manifests. */
    public Map<String, String> manifestLabels() {
        Map<String, String> labels = new TreeMap<>();
        labels.put(Mpaas.MANIFEST_OF_LABEL, component);
        labels.put(Mpaas.INSTALLATION_LABEL, installation);
        labels.put(Mpaas.INSTALLATION_ID_LABEL, installationId);
        return labels;
    }

    /** Whether an object was made for this component of this very installation. */
    public boolean owns(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null
                && installationId.equals(labels.get(Mpaas.INSTALLATION_ID_LABEL))
                && (component.equals(labels.get(Mpaas.COMPONENT_LABEL))
                        || component.equals(labels.get(Mpaas.REVISION_OF_LABEL))
                        || component.equals(labels.get(Mpaas.COPY_OF_LABEL))
                        || component.equals(labels.get(Mpaas.MANIFEST_OF_LABEL)));
    }

    public ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels())
                .build();
    }
}
