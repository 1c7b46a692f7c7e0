package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every object of the product, whether it is of the present content, and whether each component is at its spec: the state of a
 * site, alike in every namespace (a hash is not, for host names are in it).
 */
final class Fingerprint {
    private static final List<Class<? extends HasMetadata>> OWNED = List.of(
            Deployment.class,
            StatefulSet.class,
            DaemonSet.class,
            Job.class,
            Service.class,
            ConfigMap.class,
            Secret.class,
            PodDisruptionBudget.class,
            ControllerRevision.class);

    private Fingerprint() {}

    /** Also of what is in a cluster elsewhere. */
    static SortedSet<String> of(Stage stage, KubernetesClient elsewhere) {
        SortedSet<String> state = of(stage);
        Map<String, String> present = present(stage.components());
        OWNED.forEach(kind -> elsewhere.resources(kind).inNamespace(stage.namespace()).list().getItems().stream()
                .filter(Fingerprint::isOurs)
                .forEach(object -> state.add("there " + line(object, present))));
        return state;
    }

    private static Map<String, String> present(List<Component> components) {
        return components.stream()
                .collect(Collectors.toMap(
                        component -> component.getSpec().contentHash(), component -> "present", (a, b) -> a));
    }

    static SortedSet<String> of(Stage stage) {
        List<Component> components = stage.components();
        Map<String, String> present = present(components);
        SortedSet<String> state = new TreeSet<>();
        OWNED.forEach(kind -> stage.all(kind).stream()
                .filter(Fingerprint::isOurs)
                .forEach(object -> state.add(line(object, present))));
        components.forEach(component -> state.add(line(component)));
        return state;
    }

    private static String line(HasMetadata object, Map<String, String> present) {
        String hash = object.getMetadata().getLabels().getOrDefault(Mpaas.CONTENT_HASH_LABEL, "");
        String age = hash.isEmpty() ? "" : present.getOrDefault(hash, "earlier");
        String name = object.getMetadata().getName().replace(hash, age);
        return object.getKind() + " " + name + " " + age;
    }

    private static String line(Component component) {
        ComponentStatus status = component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
        boolean atSpec = component.getSpec().rolloutHash().equals(status.rolloutHash());
        return "Component " + component.getMetadata().getName() + (atSpec ? " is" : " is not") + " at its spec, "
                + status.phase();
    }

    /** Made by the operator; not what a StatefulSet makes of its template's labels. */
    private static boolean isOurs(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null
                && labels.containsKey(Mpaas.INSTALLATION_ID_LABEL)
                && object.getMetadata().getOwnerReferences().isEmpty();
    }
}
