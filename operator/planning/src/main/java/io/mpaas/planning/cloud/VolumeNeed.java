package io.mpaas.planning.cloud;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.mpaas.planning.preflight.Load;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedMap;
import java.util.TreeMap;

/** Volumes that claims come to; a claim of a fraction of a GiB takes a whole one. */
final class VolumeNeed {
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

    private VolumeNeed() {}

    static SortedMap<String, Long> of(Load load) {
        long volumes = 0;
        long gigabytes = 0;
        for (var workload : load.workloads()) {
            for (PersistentVolumeClaim claim : workload.claims()) {
                volumes += workload.replicas();
                gigabytes += workload.replicas() * size(claim);
            }
        }
        SortedMap<String, Long> need = new TreeMap<>();
        need.put("volumes", volumes);
        need.put("gigabytes", gigabytes);
        return need;
    }

    private static long size(PersistentVolumeClaim claim) {
        Quantity asked = claim.getSpec().getResources().getRequests().get("storage");
        return asked == null
                ? 0
                : Quantity.getAmountInBytes(asked)
                        .divide(GIB, 0, RoundingMode.CEILING)
                        .longValueExact();
    }
}
