package io.mpaas.planning.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import io.mpaas.planning.pods.ClusterNodes;
import io.mpaas.planning.pods.Member;
import io.mpaas.planning.pods.Members;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the members of a StatefulSet. */
public final class SetReader {
    /** The controller of the set replaces only pods that are deleted. */
    public static final StatefulSetUpdateStrategy BY_US = new StatefulSetUpdateStrategy(null, "OnDelete");

    private SetReader() {}

    public static Members members(@Nullable HasMetadata workload, List<Pod> pods, ClusterNodes nodes) {
        if (!(workload instanceof StatefulSet set)) {
            return Members.NONE;
        }
        Optional<String> revision = WorkloadReader.updateRevision(set);
        List<String> volumes = set.getSpec().getVolumeClaimTemplates().stream()
                .map(claim -> claim.getMetadata().getName())
                .toList();
        return new Members(
                isByUs(set),
                revision.isPresent(),
                pods.stream()
                        .filter(pod -> isOf(pod, set))
                        .map(pod -> Member.of(pod, revision.orElse(""), volumes, nodes))
                        .toList());
    }

    public static boolean isByUs(StatefulSet set) {
        StatefulSetUpdateStrategy strategy = set.getSpec().getUpdateStrategy();
        return strategy != null && BY_US.getType().equals(strategy.getType());
    }

    private static boolean isOf(Pod pod, StatefulSet set) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> set.getMetadata().getUid().equals(owner.getUid()));
    }
}
