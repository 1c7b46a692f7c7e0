package io.mpaas.cli.leftovers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private static final List<HasMetadata> OBJECTS = List.of(
            object(new Component(), "db", "old", "shop", ""),
            object(new Deployment(), "db", "old", "shop", "workload"),
            object(new ConfigMap(), "db-binding", "old", "shop", ""),
            object(new Secret(), "db-credentials", "old", "shop", "credentials"),
            object(new PersistentVolumeClaim(), "data-db-0", "", "shop", ""),
            object(new Deployment(), "api", "older", "blog", "workload"),
            object(new PersistentVolumeClaim(), "data-x-0", "", "gone", ""),
            object(new Deployment(), "web", "mine", "present", "workload"),
            object(new PersistentVolumeClaim(), "data-web-0", "", "present", ""));

    @Test
    void areWhatNoInstallationOfTheNamespaceCarries() {
        assertThat(LeftoversText.of(
                        Leftovers.among(OBJECTS, List.of(installation("present", "mine"))), Set.of(), "bank"))
                .containsExactly(
                        "Installation gone",
                        "  data        1 PersistentVolumeClaim",
                        "Installation shop, ID old",
                        "  components  1 Component",
                        "  runs        1 Deployment",
                        "  around it   1 ConfigMap",
                        "  data        1 PersistentVolumeClaim, 1 Secret",
                        "Installation blog, ID older",
                        "  runs        1 Deployment",
                        "",
                        "To take them over: give an Installation of that name the annotation mpaas.io/installation-id=ID;",
                        "  an Installation without the annotation takes them over if nothing else is left.",
                        "To remove them: kubectl mpaas leftovers -n bank --delete (data stays without --data)");
    }

    @Test
    void nothingAndWhatOneMayNotSee() {
        assertThat(LeftoversText.of(List.of(), Set.of("Secrets"), "bank"))
                .containsExactly(
                        "nothing is left of earlier installations in namespace bank",
                        "not seen, for you may not list them: Secrets");
    }

    private static Installation installation(String name, String id) {
        Installation installation = new Installation();
        installation.getMetadata().setName(name);
        installation.getMetadata().setUid("uid");
        installation.getMetadata().setAnnotations(Map.of(Mpaas.INSTALLATION_ID_ANNOTATION, id));
        return installation;
    }

    private static HasMetadata object(HasMetadata object, String name, String id, String installation, String part) {
        Map<String, String> labels = new TreeMap<>(Map.of(Mpaas.INSTALLATION_LABEL, installation));
        if (!id.isEmpty()) {
            labels.put(Mpaas.INSTALLATION_ID_LABEL, id);
        }
        if (!part.isEmpty()) {
            labels.put(Mpaas.PART_LABEL, part);
        }
        if (object.getMetadata() == null) {
            object.setMetadata(new io.fabric8.kubernetes.api.model.ObjectMeta());
        }
        object.getMetadata().setName(name);
        object.getMetadata().setLabels(labels);
        return object;
    }
}
