package io.mpaas.planning.cloud;

import io.mpaas.planning.cloud.CloudSeen.Provided;
import io.mpaas.planning.infrastructure.ApiKind;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.value.Say;
import java.util.List;

/** Whether Cluster API and its provider are installed beside the operator, in the versions that are written. */
final class Providers {
    private static final String CORE = "cluster.x-k8s.io";
    private static final String CLOUD = "infrastructure.cluster.x-k8s.io";
    private static final String RESOURCES = "openstack.k-orc.cloud";

    private Providers() {}

    static Finding core(Facts facts) {
        return answer(facts, "cluster-api.remedy", true);
    }

    static Finding cloud(Facts facts) {
        return answer(facts, "cloud-provider.remedy", false);
    }

    private static boolean isCore(ApiKind kind) {
        return kind.group().endsWith(CORE) && !kind.group().equals(CLOUD);
    }

    private static Finding answer(Facts facts, String remedy, boolean core) {
        return facts.of(CloudSeen.PROVIDERS).judge(all -> {
            List<Provided> meant =
                    all.stream().filter(one -> isCore(one.kind()) == core).toList();
            return Finding.wrongIfAny(
                    meant.stream()
                            .filter(one -> !one.served().contains(one.kind().version()))
                            .map(Providers::lacks)
                            .toList(),
                    Say.of(remedy),
                    Say.of("provider.served").with("number", meant.size()));
        });
    }

    private static Say lacks(Provided one) {
        Say say = Say.of(one.served().isEmpty() ? "provider.absent" : "provider.old")
                .with("kind", one.kind().kind())
                .with("needed", one.kind().apiVersion());
        return one.served().isEmpty() ? say : say.with("served", String.join(", ", one.served()));
    }

    /** Kinds that the provider reads besides those that are written. */
    static final ApiKind RESOURCE = new ApiKind(RESOURCES, "v1alpha1", "Image");
}
