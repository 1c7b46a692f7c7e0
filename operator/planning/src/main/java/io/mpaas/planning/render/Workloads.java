package io.mpaas.planning.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.mpaas.api.v1alpha1.Claim;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.UsualStart;
import java.util.List;

/** The object that makes the pods, without replicas. */
final class Workloads {
    private final Owner owner;
    private final ComponentContent content;
    private final String contentHash;

    Workloads(Owner owner, ComponentContent content, String contentHash) {
        this.owner = owner;
        this.content = content;
        this.contentHash = contentHash;
    }

    HasMetadata render(WorkloadType type) {
        PodTemplateSpec template = PodTemplate.render(owner, content, contentHash, type);
        return switch (type) {
            case Deployment -> deployment(template);
            case StatefulSet -> statefulSet(template);
            case DaemonSet ->
                new DaemonSetBuilder()
                        .withMetadata(metadata(owner.component()))
                        .withNewSpec()
                        .withSelector(selector())
                        .withTemplate(template)
                        .endSpec()
                        .build();
            case Job ->
                new JobBuilder()
                        .withMetadata(metadata(ObjectNames.ofContent(owner.component(), contentHash)))
                        .withNewSpec()
                        .withTemplate(template)
                        .endSpec()
                        .build();
            case Manifests -> throw new IllegalArgumentException("Manifests have no workload");
        };
    }

    private HasMetadata deployment(PodTemplateSpec template) {
        DeploymentStrategy strategy = content.strategy() == null
                ? null
                : new DeploymentStrategyBuilder()
                        .withType(content.strategy().name())
                        .build();
        return new DeploymentBuilder()
                .withMetadata(metadata(owner.component()))
                .withNewSpec()
                .withSelector(selector())
                .withStrategy(strategy)
                .withTemplate(template)
                .endSpec()
                .build();
    }

    /** A voting set always starts in parallel: no member becomes ready before a majority of them has found each other. */
    private HasMetadata statefulSet(PodTemplateSpec template) {
        return new StatefulSetBuilder()
                .withMetadata(metadata(owner.component()))
                .withNewSpec()
                .withServiceName(ObjectNames.peers(owner.component()))
                .withSelector(selector())
                .withPodManagementPolicy(UsualStart.isParallel(content) ? "Parallel" : "OrderedReady")
                .withTemplate(template)
                .withVolumeClaimTemplates(claims())
                .endSpec()
                .build();
    }

    private List<PersistentVolumeClaim> claims() {
        return content.storage().entrySet().stream()
                .map(entry -> claim(entry.getKey(), entry.getValue()))
                .toList();
    }

    private PersistentVolumeClaim claim(String name, Claim claim) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(owner.selector())
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(claim.storageClass())
                .withNewResources()
                .addToRequests("storage", new Quantity(claim.size()))
                .endResources()
                .endSpec()
                .build();
    }

    private LabelSelector selector() {
        return new LabelSelectorBuilder().withMatchLabels(owner.selector()).build();
    }

    private ObjectMeta metadata(String name) {
        ObjectMeta metadata = owner.metadata(name);
        metadata.getLabels().put(Mpaas.CONTENT_HASH_LABEL, contentHash);
        metadata.getLabels().put(Mpaas.PART_LABEL, "workload");
        return metadata;
    }
}
