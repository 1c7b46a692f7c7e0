package io.mpaas.cli.status;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.WaitingFor;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.cli.manifest.ManifestFiles;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The minimal sample at some moment of its start: objects as the operator would have left them. Times are seconds since the start. */
public final class Fleet {
    /** When the start began. */
    public static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");

    private final Installation installation = new Installation();
    private final SortedMap<String, Component> components = new TreeMap<>();

    private int begin;

    private Fleet() {}

    /** Nothing has a status yet. */
    public static Fleet minimal() {
        ManifestFiles files = new ManifestFiles(InputStream.nullInputStream());
        Manifest release = files.read("../../crds/samples/release-4.2.0.yaml").getFirst();
        InstallationSpec spec = files.read("../../crds/samples/installation-minimal.yaml")
                .getFirst()
                .spec(InstallationSpec.class);
        Fleet fleet = new Fleet();
        fleet.installation.setMetadata(new ObjectMetaBuilder()
                .withName("mpaas")
                .withNamespace("bank")
                .withGeneration(1L)
                .build());
        fleet.installation.setSpec(spec);
        Compiler.compile(
                        new CompileInput("bank", Optional.of(release.spec(ReleaseSpec.class)), spec, SiteFacts.UNKNOWN))
                .blueprint()
                .orElseThrow()
                .components()
                .forEach(fleet::component);
        return fleet;
    }

    private void component(String name, ComponentSpec spec) {
        Component component = new Component();
        component.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("bank")
                .withGeneration(1L)
                .withLabels(Map.of(Mpaas.INSTALLATION_LABEL, "mpaas"))
                .build());
        component.setSpec(spec);
        components.put(name, component);
    }

    public Installation installation() {
        return installation;
    }

    public SortedMap<String, Component> components() {
        return components;
    }

    /** The board so many seconds after the start began. */
    Board at(int seconds) {
        return Boards.of(installation, components, BEGIN.plusSeconds(seconds));
    }

    public Fleet is(InstallationPhase phase, @Nullable Integer readyAt, ReportedProblem... problems) {
        installation.setStatus(new InstallationStatus(
                1L,
                phase,
                "0/13",
                Map.of(),
                "4.2.0",
                null,
                null,
                null,
                time(begin),
                readyAt == null ? null : time(readyAt),
                null,
                null,
                List.of(),
                List.of(),
                List.of(problems),
                List.of()));
        return this;
    }

    /** What {@code spec.state} asks for. */
    public Fleet asked(RunState state) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode spec = json.convertValue(installation.getSpec(), ObjectNode.class);
        installation.setSpec(json.convertValue(spec.put("state", state.name()), InstallationSpec.class));
        return this;
    }

    /** A person says that the Site it runs in is Out. */
    Fleet out(String site, String reason) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode spec = json.convertValue(installation.getSpec(), ObjectNode.class);
        spec.putArray("sites").addObject().put("name", site).put("state", "Out").put("reason", reason);
        installation.setSpec(json.convertValue(spec, InstallationSpec.class));
        return this;
    }

    /** The present start or update began so many seconds after {@link #BEGIN}. */
    public Fleet began(int seconds) {
        begin = seconds;
        InstallationStatus status = requireNonNull(installation.getStatus());
        String readyAt = requireNonNull(status.readyAt());
        int ready = Math.toIntExact(
                java.time.Duration.between(BEGIN, Instant.parse(readyAt)).toSeconds());
        return is(requireNonNull(status.phase()), ready);
    }

    public Fleet waits(String name, String... dependencies) {
        return set(
                name,
                ComponentPhase.Waiting,
                "waits for " + String.join(", ", dependencies),
                List.of(dependencies),
                new int[] {0});
    }

    public Fleet starts(String name, int at, String message) {
        return set(name, ComponentPhase.Starting, message, List.of(), new int[] {at, at});
    }

    public Fleet ready(String name, int startedAt, int readyAt) {
        return set(name, ComponentPhase.Ready, "", List.of(), new int[] {readyAt, startedAt, readyAt});
    }

    public Fleet degrades(String name, int at, String message) {
        return set(name, ComponentPhase.Degraded, message, List.of(), new int[] {at, 0, 1});
    }

    public Fleet stops(String name, int at) {
        return set(name, ComponentPhase.Stopped, "", List.of(), new int[] {at});
    }

    /** Somebody works by hand: on one component or, by the name of the Installation, on all. */
    public Fleet held(String name, String why) {
        HasMetadata object = name.equals("mpaas") ? installation : requireNonNull(components.get(name));
        object.getMetadata().setAnnotations(Map.of(Mpaas.HOLD_ANNOTATION, why));
        return this;
    }

    public Fleet fails(String name, int at, String message) {
        return set(name, ComponentPhase.Failed, message, List.of(), new int[] {at, at});
    }

    /** Serves at its former revision. */
    public Fleet updates(String name, int at, String message) {
        return set(name, ComponentPhase.Updating, message, List.of(), new int[] {at, 0, 1});
    }

    /**
     * @param times since, startedAt, readyAt; as many as there are
     */
    private Fleet set(String name, ComponentPhase phase, String message, List<String> waitingFor, int[] times) {
        boolean ready = phase == ComponentPhase.Ready;
        boolean serves = ready || phase == ComponentPhase.Updating;
        List<Condition> conditions = List.of(
                condition("Available", serves, message, time(times[0])),
                condition("Ready", ready, message, time(times[0])));
        requireNonNull(components.get(name))
                .setStatus(new ComponentStatus(
                        1L,
                        phase,
                        message,
                        waitingFor.stream()
                                .map(dependency -> new WaitingFor(dependency, "NotReady"))
                                .toList(),
                        List.of(),
                        1,
                        ready ? 1 : 0,
                        null,
                        ready ? "1/1" : "0/1",
                        null,
                        null,
                        time(times[0]),
                        times.length > 1 ? time(times[1]) : null,
                        times.length > 2 ? time(times[2]) : null,
                        conditions,
                        List.of()));
        return this;
    }

    private static Condition condition(String type, boolean value, String message, String since) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(value ? "True" : "False")
                .withReason("Given")
                .withMessage(message)
                .withLastTransitionTime(since)
                .build();
    }

    private static String time(int seconds) {
        return BEGIN.plusSeconds(seconds).toString();
    }

    /** Twelve seconds after the start began: the database is there, the registry comes up. */
    public static Fleet onItsWay() {
        return minimal()
                .is(InstallationPhase.Starting, null)
                .ready("mysql", 0, 8)
                .ready("redis", 0, 1)
                .ready("slb", 0, 1)
                .ready("zookeeper", 0, 3)
                .ready("drm", 8, 10)
                .ready("iam", 8, 10)
                .ready("registry-schema", 8, 10)
                .starts("mappcenter", 10, "0/1 replicas ready, 1 needed")
                .starts("registry-meta", 10, "0/1 replicas ready, 1 needed")
                .waits("registry-data", "registry-meta")
                .waits("registry-session", "registry-data", "registry-meta")
                .waits("mgs-core", "registry-session")
                .waits("spanner", "registry-session");
    }

    /** All of it, after 22 seconds. */
    public static Fleet allReady() {
        return onItsWay()
                .is(InstallationPhase.Ready, 22)
                .ready("mappcenter", 10, 13)
                .ready("registry-meta", 10, 14)
                .ready("registry-data", 14, 17)
                .ready("registry-session", 17, 19)
                .ready("mgs-core", 19, 22)
                .ready("spanner", 19, 20);
    }
}
