package io.mpaas.lab;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Does what the CSI driver of any StorageClass would do: a volume for every claim, in the zone of the node that the scheduler chose;
 * deleted with its claim where the class says so. No volume exists: pods of the laboratory write nothing.
 */
record Storage(KubernetesClient client) {
    private static final String NODE = "volume.kubernetes.io/selected-node";
    private static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
    private static final String ZONE = "topology.kubernetes.io/zone";

    void serve() {
        List<PersistentVolumeClaim> claims =
                client.persistentVolumeClaims().inAnyNamespace().list().getItems();
        List<PersistentVolume> volumes = client.persistentVolumes().list().getItems();
        volumes.stream()
                .filter(Storage::useless)
                .forEach(volume -> client.resource(volume).delete());
        Map<String, StorageClass> classes = client.storage().v1().storageClasses().list().getItems().stream()
                .collect(Collectors.toMap(kind -> kind.getMetadata().getName(), Function.identity()));
        for (PersistentVolumeClaim claim : claims) {
            StorageClass kind = classes.get(
                    Optional.ofNullable(claim.getSpec().getStorageClassName()).orElse(""));
            if (kind != null && waits(claim, kind) && volumes.stream().noneMatch(volume -> isOf(volume, claim))) {
                client.resource(volume(claim, kind)).create();
            }
        }
    }

    private static boolean useless(PersistentVolume volume) {
        return volume.getMetadata().getDeletionTimestamp() == null
                && "Released".equals(volume.getStatus().getPhase())
                && "Delete".equals(volume.getSpec().getPersistentVolumeReclaimPolicy());
    }

    private static boolean waits(PersistentVolumeClaim claim, StorageClass kind) {
        boolean placed = "Immediate".equals(kind.getVolumeBindingMode()) || node(claim) != null;
        return "Pending".equals(claim.getStatus().getPhase()) && placed;
    }

    private static boolean isOf(PersistentVolume volume, PersistentVolumeClaim claim) {
        return volume.getMetadata().getName().equals(name(claim));
    }

    private PersistentVolume volume(PersistentVolumeClaim claim, StorageClass kind) {
        PersistentVolumeBuilder volume = new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name(claim))
                .addToAnnotations(PROVISIONED_BY, kind.getProvisioner())
                .endMetadata()
                .withNewSpec()
                .withAccessModes(claim.getSpec().getAccessModes())
                .withCapacity(claim.getSpec().getResources().getRequests())
                .withStorageClassName(kind.getMetadata().getName())
                .withPersistentVolumeReclaimPolicy(
                        Optional.ofNullable(kind.getReclaimPolicy()).orElse("Delete"))
                .withVolumeMode(claim.getSpec().getVolumeMode())
                .withNewClaimRef()
                .withApiVersion("v1")
                .withKind("PersistentVolumeClaim")
                .withNamespace(claim.getMetadata().getNamespace())
                .withName(claim.getMetadata().getName())
                .withUid(claim.getMetadata().getUid())
                .endClaimRef()
                .withNewHostPath("/simulated/" + name(claim), "")
                .endSpec();
        return zone(claim).map(zone -> in(volume, zone)).orElse(volume).build();
    }

    private static PersistentVolumeBuilder in(PersistentVolumeBuilder volume, String zone) {
        return volume.editSpec()
                .withNewNodeAffinity()
                .withNewRequired()
                .addNewNodeSelectorTerm()
                .addNewMatchExpression()
                .withKey(ZONE)
                .withOperator("In")
                .withValues(zone)
                .endMatchExpression()
                .endNodeSelectorTerm()
                .endRequired()
                .endNodeAffinity()
                .endSpec();
    }

    private Optional<String> zone(PersistentVolumeClaim claim) {
        return Optional.ofNullable(node(claim))
                .map(name -> client.nodes().withName(name).get())
                .map(Node::getMetadata)
                .map(metadata -> metadata.getLabels().get(ZONE));
    }

    private static @Nullable String node(PersistentVolumeClaim claim) {
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(NODE);
    }

    private static String name(PersistentVolumeClaim claim) {
        return "pvc-" + claim.getMetadata().getUid();
    }
}
