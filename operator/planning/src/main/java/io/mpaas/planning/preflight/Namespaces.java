package io.mpaas.planning.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Namespace;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.preflight.Seen.Place;
import io.mpaas.planning.security.PodSecurity;
import io.mpaas.planning.security.PodSecurity.Level;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The namespace: that it is there, what it refuses, and what lies in it. */
final class Namespaces {
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

    private Namespaces() {}

    /** The operator never makes one. */
    static Finding exists(Facts facts) {
        return facts.of(Seen.NAMESPACE).judge(place -> {
            if (place.found().isEmpty()) {
                return Finding.wrong(says("namespace.remedy", place), says("namespace.absent", place));
            }
            return place.found().get().isMarkedForDeletion()
                    ? Finding.wrong(says("namespace.wait", place), says("namespace.goes", place))
                    : Finding.fine(says("namespace.there", place));
        });
    }

    private static Say says(String id, Place place) {
        return Say.of(id).with("namespace", place.name());
    }

    static Finding podSecurity(Facts facts) {
        return facts.of(Seen.NAMESPACE)
                .judge(place -> facts.of(Seen.LOAD).judge(load -> {
                    Optional<Level> level = place.found().flatMap(Namespaces::enforced);
                    if (level.isEmpty()) {
                        return Finding.fine(Say.of("pod-security.open"));
                    }
                    List<Say> refused = load.workloads().stream()
                            .flatMap(workload -> refused(level.get(), workload))
                            .distinct()
                            .toList();
                    return Finding.wrongIfAny(
                            refused,
                            Say.of("pod-security.remedy")
                                    .with("namespace", load.namespace())
                                    .with("release", load.release())
                                    .with("level", level.get()),
                            Say.of("pod-security.fine").with("level", level.get()));
                }));
    }

    private static Stream<Say> refused(Level level, Workload workload) {
        JsonNode pod = Json.canonical(Json.tree(workload.pod()));
        return PodSecurity.refusals(level, pod).stream()
                .map(refusal -> Say.of("pod-security.refused")
                        .with("component", workload.component())
                        .with("field", refusal.field())
                        .with("words", refusal.message()));
    }

    /** Empty where everything is let in. */
    private static Optional<Level> enforced(Namespace namespace) {
        String level = Optional.ofNullable(namespace.getMetadata().getLabels())
                .orElse(Map.of())
                .getOrDefault(ENFORCE, "");
        return Stream.of(Level.values()).filter(one -> one.name().equals(level)).findFirst();
    }

    static Finding leftovers(Facts facts) {
        return facts.of(Seen.NAMESPACE)
                .judge(place -> facts.of(Seen.LEFTOVERS)
                        .judge(all -> Finding.wrongIfAny(
                                all.stream()
                                        .map(left -> Say.of("leftovers.found")
                                                .with("installation", left.installation())
                                                .with("id", left.id())
                                                .with("objects", left.objects()))
                                        .toList(),
                                says("leftovers.remedy", place),
                                Say.of("leftovers.none"))));
    }
}
