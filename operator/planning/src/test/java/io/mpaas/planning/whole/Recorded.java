package io.mpaas.planning.whole;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.api.v1alpha1.DependencyType;
import io.mpaas.api.v1alpha1.ExternalEndpoint;
import io.mpaas.api.v1alpha1.WaitingFor;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.decide.Decision;
import io.mpaas.planning.decide.Given;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Components as an API server has them, a line each:
 *
 * <pre>
 *   web  Degraded                    -> api docs?        needs api (startup, runtime) and docs (optional)
 *   api  Degraded PodsCannotRun      -> db
 *   db   Waiting waits:schema        -> schema
 *   undo Ready job completed         -> schema!          an undo Job: undoes schema
 *   old  Ready job completed external held missing
 * </pre>
 *
 * The first word after the name is the phase; {@code unavailable} and {@code available} say where the phase leaves it open.
 */
public final class Recorded {
    private static final String HASH = "content";

    private static final Conditions.Pen PEN = new Conditions.Pen(1, List.of(), Given.NOON);

    private Recorded() {}

    public static SortedMap<String, Component> of(String table) {
        SortedMap<String, Component> components = new TreeMap<>();
        table.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] halves = line.strip().split("\\s*->\\s*", 2);
            List<String> words = List.of(halves[0].split("\\s+"));
            List<String> needs = halves.length == 1 ? List.of() : List.of(halves[1].split("\\s+"));
            components.put(words.getFirst(), component(words, needs));
        });
        return components;
    }

    private static Component component(List<String> words, List<String> needs) {
        Component component = new Component();
        Map<String, String> annotations = new TreeMap<>();
        if (words.contains("completed")) {
            annotations.put(io.mpaas.api.v1alpha1.Mpaas.COMPLETED_ANNOTATION, HASH);
        }
        if (words.contains("held")) {
            annotations.put(io.mpaas.api.v1alpha1.Mpaas.HOLD_ANNOTATION, "by hand");
        }
        component.setMetadata(new ObjectMetaBuilder()
                .withName(words.getFirst())
                .withGeneration(1L)
                .withAnnotations(annotations)
                .build());
        component.setSpec(spec(words, needs));
        component.setStatus(status(ComponentPhase.valueOf(words.get(1)), words));
        return component;
    }

    @SuppressWarnings("NullAway")
    private static ComponentSpec spec(List<String> words, List<String> needs) {
        Map<String, Dependency> dependencies = new TreeMap<>();
        for (String need : needs) {
            List<DependencyType> kinds = need.endsWith("?")
                    ? List.of(DependencyType.OPTIONAL)
                    : need.endsWith("!")
                            ? List.of(DependencyType.UNDO)
                            : List.of(DependencyType.STARTUP, DependencyType.RUNTIME);
            dependencies.put(need.replaceAll("[?!]", ""), new Dependency(kinds, HASH));
        }
        return new ComponentSpec(
                words.contains("job") ? WorkloadType.Job : WorkloadType.Deployment,
                words.contains("external") ? new ExternalEndpoint("db.bank", 3306, null) : null,
                1,
                1,
                dependencies,
                Map.of(),
                Map.of(),
                null,
                HASH,
                "rollout",
                List.of(),
                words.contains("missing") ? List.of("pull Secret harbor does not exist") : List.of(),
                null,
                900L,
                null,
                1L,
                1L,
                null,
                words.contains("removed") ? true : null,
                List.of(),
                null,
                Map.of());
    }

    @SuppressWarnings("NullAway")
    private static ComponentStatus status(ComponentPhase phase, List<String> words) {
        boolean ready = phase == ComponentPhase.Ready;
        boolean available = (ready || words.contains("available")) && !words.contains("unavailable");
        Reason reason = Arrays.stream(Reason.values())
                .filter(one -> words.contains(one.name()))
                .findFirst()
                .orElse(Reason.TooFewReplicas);
        List<WaitingFor> waitingFor = words.stream()
                .flatMap(word -> word.startsWith("waits:") ? Stream.of(word.substring(6)) : Stream.empty())
                .map(name -> new WaitingFor(name, Decision.NOT_READY))
                .toList();
        return new ComponentStatus(
                1L,
                phase,
                "",
                waitingFor,
                List.of(),
                1,
                1,
                null,
                null,
                null,
                null,
                Conditions.time(Given.NOON),
                phase == ComponentPhase.Waiting ? null : Conditions.time(Given.NOON),
                null,
                List.of(
                        PEN.of(Conditions.Type.Available, verdict(phase, available), reason, ""),
                        PEN.of(Conditions.Type.Ready, verdict(phase, ready), reason, "")),
                List.of());
    }

    private static Verdict verdict(ComponentPhase phase, boolean known) {
        return phase == ComponentPhase.Unknown ? Verdict.Unknown : Verdict.of(known);
    }
}
