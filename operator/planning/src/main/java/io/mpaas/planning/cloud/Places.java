package io.mpaas.planning.cloud;

import io.mpaas.planning.cloud.CloudSeen.Compute;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether servers can be started in every zone. */
final class Places {
    /** Where Nova keeps its own services: administrators see it among the zones. */
    private static final String OF_NOVA = "internal";

    private Places() {}

    static Finding zones(Facts facts) {
        return facts.of(CloudSeen.PLAN)
                .judge(plan -> facts.of(CloudSeen.ZONES).judge(zones -> {
                    List<String> wanted = plan.spec().zones();
                    return Finding.wrongIfAny(
                            wanted.stream().flatMap(zone -> lacks(zone, zones)).toList(),
                            Say.of("cloud-zones.remedy"),
                            Say.of("cloud-zones.there").with("zones", String.join(", ", wanted)));
                }));
    }

    private static Stream<Say> lacks(String zone, SortedMap<String, Boolean> zones) {
        Boolean available = zones.get(zone);
        if (zone.equals(OF_NOVA)) {
            return Stream.of(Say.of("cloud-zones.internal").with("zone", zone));
        }
        if (available == null) {
            String there = zones.keySet().stream()
                    .filter(name -> !name.equals(OF_NOVA))
                    .collect(Collectors.joining(", "));
            return Stream.of(Say.of("cloud-zones.absent").with("zone", zone).with("zones", there));
        }
        return available
                ? Stream.of()
                : Stream.of(Say.of("cloud-zones.disabled").with("zone", zone));
    }

    /** Only administrators see it; a zone that does not exist is the matter of another check. */
    static Finding computes(Facts facts) {
        return facts.of(CloudSeen.PLAN)
                .judge(plan -> facts.of(CloudSeen.COMPUTES)
                        .judge(all -> Finding.wrongIfAny(
                                plan.spec().zones().stream()
                                        .flatMap(zone -> down(zone, all))
                                        .toList(),
                                Say.of("cloud-compute.remedy"),
                                Say.of("cloud-compute.up")
                                        .with(
                                                "number",
                                                all.stream()
                                                        .filter(Compute::works)
                                                        .count()))));
    }

    private static Stream<Say> down(String zone, List<Compute> all) {
        List<Compute> there =
                all.stream().filter(one -> one.zone().equals(zone)).toList();
        return there.isEmpty() || there.stream().anyMatch(Compute::works)
                ? Stream.of()
                : Stream.of(Say.of("cloud-compute.down")
                        .with("zone", zone)
                        .with(
                                "hosts",
                                there.stream()
                                        .map(one -> one.host()
                                                + (one.up() ? "" : " (down)")
                                                + (one.enabled() ? "" : " (disabled)"))
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
    }
}
