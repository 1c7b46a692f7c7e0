package io.mpaas.cli.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.cli.manifest.ManifestFiles;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.DependencyKind;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.whole.RecordedGraph;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An installation that nobody runs, at a moment that a test chooses. Components are as an operator would have left them. */
final class Scene {
    static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    final SortedMap<String, List<String>> products = new TreeMap<>();
    final SortedMap<String, Component> components = new TreeMap<>();
    final Installation installation = new Installation();
    private @Nullable DependencyGraph graph;

    Scene(String release) {
        installation.setMetadata(new ObjectMetaBuilder()
                .withName("mpaas")
                .withNamespace("bank")
                .withGeneration(1L)
                .build());
        spec(release, "Running");
    }

    private void spec(String release, String state) {
        installation.setSpec(JSON.convertValue(
                Map.of("release", release, "tier", "SingleRoom", "state", state), InstallationSpec.class));
    }

    /** The sample that is installed in a single room. */
    static Scene sample() {
        ManifestFiles files = new ManifestFiles(InputStream.nullInputStream());
        ReleaseSpec release =
                files.read("../../crds/samples/release-4.2.0.yaml").getFirst().spec(ReleaseSpec.class);
        InstallationSpec spec = files.read("../../crds/samples/installation-single-room.yaml")
                .getFirst()
                .spec(InstallationSpec.class);
        Scene scene = new Scene("mpaas-4.2.0");
        scene.products.putAll(release.products());
        Compiler.compile(new CompileInput("bank", Optional.of(release), spec, SiteFacts.UNKNOWN))
                .blueprint()
                .orElseThrow()
                .components()
                .forEach(scene::component);
        return scene;
    }

    /** Two that need each other, as between two writes of a change; nobody has looked at them. */
    static Scene cycle() {
        Scene scene = new Scene("made-up");
        for (String name : List.of("a", "b")) {
            Map<String, Object> needs = Map.of(name.equals("a") ? "b" : "a", Map.of("kinds", List.of("startup")));
            scene.component(name, JSON.convertValue(spec(needs, 1), ComponentSpec.class));
        }
        return scene;
    }

    static Map<String, Object> spec(Map<String, Object> needs, int replicas) {
        return Map.of(
                "type", "Deployment",
                "replicas", replicas,
                "dependencies", needs,
                "contentHash", "c1",
                "rolloutHash", "r1");
    }

    void component(String name, ComponentSpec spec) {
        Component component = new Component();
        component.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("bank")
                .withGeneration(1L)
                .build());
        component.setSpec(spec);
        components.put(name, component);
    }

    /** Everything started in order, and serves. */
    Scene allReady() {
        Map<String, Long> readyAt = new TreeMap<>();
        for (String name : graph().startOrder()) {
            long from = graph().dependencies(name, DependencyKind.STARTUP).stream()
                    .mapToLong(other -> readyAt.getOrDefault(other, 0L))
                    .max()
                    .orElse(0);
            long to = from + 1 + Math.floorMod(name.hashCode(), 9);
            readyAt.put(name, to);
            ready(name, from, to);
        }
        return is(
                "Ready",
                readyAt.values().stream().mapToLong(Long::longValue).max().orElse(0));
    }

    void ready(String name, long from, long to) {
        set(
                name,
                "Ready",
                "Serving",
                "",
                List.of(),
                Map.of("since", time(to), "startedAt", time(from), "readyAt", time(to)));
    }

    /** It fails, and so does whatever needs it at run time. */
    Scene outage(String name) {
        set(
                name,
                "Failed",
                "PodsCannotRun",
                "pod " + name + "-0 CrashLoopBackOff: exit code 1",
                List.of(),
                running(name, 60));
        dependants(name, DependencyKind.RUNTIME)
                .forEach(other -> set(
                        other,
                        "Degraded",
                        "RuntimeDependencyUnavailable",
                        "runtime dependency " + name + " is not Available",
                        List.of(),
                        running(other, 61)));
        return is("Degraded", 40);
    }

    /** It fails, in these words. */
    Scene fails(String name, String message) {
        outage(name);
        set(name, "Failed", "PodsCannotRun", message, List.of(), running(name, 60));
        return this;
    }

    /** It runs in the cluster of a Site that a person gave up, and pods of it failed there. */
    Scene elsewhere(String name, String site) {
        components.put(name, SilentSite.hosts(Objects.requireNonNull(components.get(name)), site));
        return this;
    }

    /** It serves again, and so does whatever needs it. */
    Scene recovery(String name) {
        TreeSet<String> all = new TreeSet<>(dependants(name, DependencyKind.RUNTIME));
        all.add(name);
        all.forEach(other -> set(other, "Ready", "Serving", "", List.of(), running(other, 90)));
        return is("Ready", 40, 90);
    }

    /** In a first start it fails, and whatever is to start after it waits. */
    Scene blocked(String name) {
        set(
                name,
                "Failed",
                "ImageUnusable",
                "pod " + name + "-0 ImagePullBackOff",
                List.of(),
                Map.of("since", time(20), "startedAt", time(5)));
        for (String other : dependants(name, DependencyKind.STARTUP)) {
            List<String> awaited = graph().dependencies(other, DependencyKind.STARTUP).stream()
                    .filter(one -> !phase(one).equals("Ready"))
                    .toList();
            set(
                    other,
                    "Waiting",
                    "WaitingForDependencies",
                    "waits for " + String.join(", ", awaited),
                    awaited,
                    Map.of("since", time(0)));
        }
        return is("Starting", -1);
    }

    /** Nothing has started yet: all wait for what they need. */
    Scene begin() {
        for (String name : graph().startOrder()) {
            set(
                    name,
                    "Waiting",
                    "WaitingForDependencies",
                    "",
                    List.copyOf(graph().dependencies(name, DependencyKind.STARTUP)),
                    Map.of("since", time(0)));
        }
        return is("Starting", -1);
    }

    /** It serves again; nobody has looked at what needs it. */
    Scene serves(String name) {
        set(
                name,
                "Ready",
                "Serving",
                "",
                List.of(),
                Map.of("since", time(80), "startedAt", time(5), "readyAt", time(80)));
        return this;
    }

    /** All of it, as asked for. */
    Scene stopped() {
        for (String name : List.copyOf(components.keySet())) {
            Component component = Objects.requireNonNull(components.get(name));
            Map<String, Object> spec = JSON.convertValue(component.getSpec(), new TypeReference<>() {});
            spec.put("state", "Stopped");
            component.setSpec(JSON.convertValue(spec, ComponentSpec.class));
            set(name, "Stopped", "Stopped", "", List.of(), running(name, 95));
        }
        spec(installation.getSpec().release(), "Stopped");
        return is("Stopped", -1);
    }

    /** It is on its way. */
    Scene starts(String name, long from) {
        set(
                name,
                "Starting",
                "TooFewReplicas",
                "0 replicas ready",
                List.of(),
                Map.of("since", time(from), "startedAt", time(from)));
        return is("Starting", -1);
    }

    /** Started when it was, and otherwise since then. */
    private Map<String, String> running(String name, long since) {
        ComponentStatus status = Objects.requireNonNull(components.get(name)).getStatus();
        return Map.of(
                "since", time(since),
                "startedAt",
                        Objects.requireNonNull(Objects.requireNonNull(status).startedAt()),
                "readyAt", Objects.requireNonNull(status.readyAt()));
    }

    private SortedSet<String> dependants(String name, DependencyKind kind) {
        SortedSet<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(graph().dependants(name, kind));
        while (!open.isEmpty()) {
            String next = open.removeLast();
            if (reached.add(next)) {
                open.addAll(graph().dependants(next, kind));
            }
        }
        return reached;
    }

    /** Of the specs, which stay as they are. */
    private DependencyGraph graph() {
        DependencyGraph known = graph;
        if (known == null || known.nodes().size() != components.size()) {
            known = RecordedGraph.of(components).orElseThrow();
            graph = known;
        }
        return known;
    }

    String phase(String name) {
        ComponentStatus status = Objects.requireNonNull(components.get(name)).getStatus();
        return status == null || status.phase() == null
                ? "Waiting"
                : status.phase().name();
    }

    private Scene is(String phase, long readyAt) {
        return is(phase, readyAt, readyAt);
    }

    /**
     * What the Installation says.
     *
     * @param readyAt end of its start; negative while it goes on
     * @param since when it came into this phase
     */
    private Scene is(String phase, long readyAt, long since) {
        Map<String, String> accepted = Map.of("type", "Accepted", "status", "True", "reason", "Compiled");
        Map<String, String> ready = condition("Ready", phase.equals("Ready"), "x", "", time(since));
        Map<String, Object> status = new TreeMap<>(Map.of(
                "observedGeneration",
                1,
                "phase",
                phase,
                "progress",
                "0/" + components.size(),
                "startedAt",
                time(0),
                "conditions",
                List.of(accepted, ready)));
        if (readyAt >= 0) {
            status.put("readyAt", time(readyAt));
        }
        installation.setStatus(JSON.convertValue(status, InstallationStatus.class));
        return this;
    }

    /** Rejected, for these reasons. */
    Scene rejected(List<Map<String, String>> problems) {
        installation.setStatus(JSON.convertValue(
                Map.of("observedGeneration", 1, "phase", "Rejected", "problems", problems), InstallationStatus.class));
        return this;
    }

    void set(
            String name, String phase, String reason, String message, List<String> awaited, Map<String, String> times) {
        Component component = new Component();
        component.setMetadata(Objects.requireNonNull(components.get(name)).getMetadata());
        component.setSpec(Objects.requireNonNull(components.get(name)).getSpec());
        boolean ready = phase.equals("Ready");
        Integer asked = component.getSpec().replicas();
        int replicas = asked == null ? 1 : asked;
        Map<String, Object> status = new LinkedHashMap<>(times);
        status.put("observedGeneration", 1);
        status.put("phase", phase);
        status.put("message", message);
        status.put("ready", (ready ? replicas : 0) + "/" + replicas);
        status.put("rolloutHash", component.getSpec().rolloutHash());
        status.put(
                "waitingFor",
                awaited.stream()
                        .map(one -> Map.of("component", one, "reason", "NotReady"))
                        .toList());
        status.put(
                "conditions",
                List.of(
                        condition("Available", ready, reason, message, times.getOrDefault("since", time(0))),
                        condition("Ready", ready, reason, message, times.getOrDefault("since", time(0)))));
        component.setStatus(JSON.convertValue(status, ComponentStatus.class));
        components.put(name, component);
    }

    /** The name itself, or of {@code ~24} the component whose start so many others wait for, as nearly as there is one. */
    String named(String words) {
        if (!words.startsWith("~")) {
            return words;
        }
        int about = Integer.parseInt(words.substring(1));
        return components.keySet().stream()
                .min(Comparator.comparingInt(name ->
                        Math.abs(dependants(name, DependencyKind.STARTUP).size() - about)))
                .orElseThrow();
    }

    private static Map<String, String> condition(
            String type, boolean value, String reason, String message, String since) {
        return Map.of(
                "type", type,
                "status", value ? "True" : "False",
                "reason", reason,
                "message", message,
                "lastTransitionTime", since);
    }

    Seen seen() {
        return new Seen(installation, false, components, products, Link.LIVE);
    }

    View view() {
        return View.of(seen(), BEGIN.plusSeconds(100));
    }

    private static String time(long seconds) {
        return BEGIN.plusSeconds(seconds).toString();
    }
}
