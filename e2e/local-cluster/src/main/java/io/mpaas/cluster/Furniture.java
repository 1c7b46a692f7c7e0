package io.mpaas.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What an empty control plane lacks before workloads feel at home: nodes, a default StorageClass, a default account. */
record Furniture(KubernetesClient client) {
    private static final String PROVISIONED = "kubernetes.io/createdby";
    private static final String PROVISIONER = "hostpath-dynamic-provisioner";

    void bringIn(int nodes) {
        client.resource(storageClass()).create();
        SimulatedNodes.of(nodes).forEach(node -> client.resource(node).create());
    }

    boolean inPlace(int nodes) {
        return client.serviceAccounts()
                                .inNamespace("default")
                                .withName("default")
                                .get()
                        != null
                && client.nodes().list().getItems().stream()
                                .filter(Furniture::schedulable)
                                .count()
                        >= nodes;
    }

    /** Tells of every directory that the provisioner makes on this machine; it would outlive the cluster. */
    void watchVolumes(Consumer<Path> directories) {
        client.persistentVolumes().inform(new ResourceEventHandler<PersistentVolume>() {
            @Override
            public void onAdd(PersistentVolume volume) {
                boolean ours = volume.getMetadata().getAnnotations() != null
                        && PROVISIONER.equals(
                                volume.getMetadata().getAnnotations().get(PROVISIONED));
                if (ours) {
                    directories.accept(Path.of(volume.getSpec().getHostPath().getPath()));
                }
            }

            @Override
            public void onUpdate(PersistentVolume before, PersistentVolume after) {}

            @Override
            public void onDelete(PersistentVolume volume, boolean finalStateUnknown) {}
        });
    }

    private static boolean schedulable(Node node) {
        return node.getSpec().getTaints().isEmpty()
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private static StorageClass storageClass() {
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName("standard")
                .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
                .endMetadata()
                .withProvisioner("kubernetes.io/host-path")
                .withReclaimPolicy("Delete")
                .withVolumeBindingMode("Immediate")
                .build();
    }
}
