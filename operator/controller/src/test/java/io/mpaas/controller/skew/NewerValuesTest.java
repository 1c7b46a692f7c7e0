package io.mpaas.controller.skew;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.DependencyType;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.WorkloadType;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewerValuesTest {
    private static final String PARKED = """
            apiVersion: mpaas.io/v1alpha1
            kind: Installation
            spec: {release: r, tier: SingleNode, state: Parked, mood: good}
            metadata: {name: bank, annotations: {a: b}}
            """;

    /** As clients read a list. */
    static class Components extends DefaultKubernetesResourceList<Component> {
        private static final long serialVersionUID = 1L;
    }

    private static <T extends HasMetadata> T read(String yaml, Class<T> type) {
        return serialization().unmarshal(yaml, type);
    }

    private static KubernetesSerialization serialization() {
        ObjectMapper mapper = new ObjectMapper();
        new NewerFields().customize(mapper);
        return new KubernetesSerialization(mapper, true);
    }

    @Test
    void aWordThatIsNotKnownIsSaidWithItsField() {
        Installation read = read(PARKED, Installation.class);

        assertThat(read.getSpec().release()).isEqualTo("r");
        assertThat(read.getMetadata().getAnnotations()).containsEntry("a", "b");
        assertThat(NewerValues.in(read)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo("Error");
            assertThat(problem.field()).isEqualTo("spec.state");
            assertThat(problem.message())
                    .isEqualTo("\"Parked\" is not known to this operator (Running, Stopped are): upgrade it to one that"
                            + " fits the CustomResourceDefinitions of the cluster");
        });
    }

    @Test
    void whatIsKnownIsReadAsEver() {
        Installation read = read(PARKED.replace("Parked", "Stopped"), Installation.class);

        assertThat(read.getSpec().state()).isEqualTo(RunState.Stopped);
        assertThat(NewerValues.in(read)).isEmpty();
    }

    /** What the operator notes in memory nobody can write into an object, and the operator does not write it either. */
    @Test
    void whatAPersonWroteIsNotBelievedAndTheNoteIsNotWritten() {
        String forged = PARKED.replace("Parked", "Stopped")
                .replace(
                        "a: b",
                        "memory.mpaas.io/not-understood: 'spec.x: forged', mpaas.io/not-understood: 'spec.y: z'");
        Installation read = read(forged, Installation.class);

        assertThat(NewerValues.in(read)).isEmpty();
        assertThat(read.getMetadata().getAnnotations()).containsOnlyKeys("mpaas.io/not-understood");
        Installation parked = read(PARKED, Installation.class);
        assertThat(NewerValues.withoutMemory(parked.getMetadata()).getAnnotations())
                .containsOnlyKeys("a");
    }

    @Test
    void eachObjectOfAListHasItsOwn() {
        Components list = serialization().unmarshal("""
                        apiVersion: mpaas.io/v1alpha1
                        kind: ComponentList
                        items:
                        - {apiVersion: mpaas.io/v1alpha1, kind: Component, metadata: {name: a},
                           spec: {type: Rocket, dependencies: {b: {kinds: [startup, nightly]}}}}
                        - {apiVersion: mpaas.io/v1alpha1, kind: Component, metadata: {name: b}, spec: {type: Job}}
                        """, Components.class);
        Component a = list.getItems().get(0);

        assertThat(NewerValues.in(a))
                .extracting(ReportedProblem::field)
                .containsExactly("spec.type", "spec.dependencies.b.kinds[1]");
        assertThat(a.getSpec().dependencies())
                .hasEntrySatisfying("b", need -> assertThat(need.kinds()).containsExactly(DependencyType.STARTUP));
        assertThat(NewerValues.in(list.getItems().get(1))).isEmpty();
    }

    @Test
    void whatIsWrongInAReleaseIsAProblemOfItsInstallation() {
        Release release = read("""
                apiVersion: mpaas.io/v1alpha1
                kind: Release
                metadata: {name: mpaas-6}
                spec:
                  version: "6"
                  components: {a: {type: Deployment, dependsOn: {b: [nightly]}}, b: {type: Rocket}}
                """, Release.class);

        List<ReportedProblem> problems = NewerValues.inRelease(release);
        assertThat(problems).extracting(ReportedProblem::field).containsOnly("spec.release");
        assertThat(problems)
                .extracting(ReportedProblem::message)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(
                                        "Release mpaas-6: spec.components.a.dependsOn.b[0]: \"nightly\" is not known to this"
                                                + " operator (startup, runtime, optional, undo are)"),
                        second -> assertThat(second).startsWith("Release mpaas-6: spec.components.b.type: \"Rocket\""));
    }

    @Test
    void aStatusThatANewerOperatorWroteIsNoObstacle() {
        Installation read = read(PARKED.replace("Parked", "Running") + "status: {phase: Dreaming}", Installation.class);

        assertThat(NewerValues.in(read)).isEmpty();
        assertThat(read.getStatus().phase()).isNull();
    }

    @Test
    void aNumberThatIsTooLargeIsCutOutAndTheRestIsRead() {
        Component read = read("""
                {"apiVersion": "mpaas.io/v1alpha1", "kind": "Component", "metadata": {"name": "a", "annotations": {"b": "c"}},
                 "spec": {"type": "Job", "contentHash": "2-1", "replicas": 3000000000, "content": {"members": -3000000000}},
                 "status": {"replicas": 3000000000}}
                """, Component.class);

        assertThat(read.getSpec().contentHash()).isEqualTo("2-1");
        assertThat(read.getSpec().replicas()).isNull();
        assertThat(read.getMetadata().getAnnotations()).containsEntry("b", "c");
        assertThat(NewerValues.newer(read)).isEmpty();
        assertThat(NewerValues.unreadable(read))
                .extracting(problem -> problem.field() + ": " + problem.message())
                .containsExactlyInAnyOrder(
                        "spec.replicas: is 3000000000, which is out of range",
                        "spec.content.members: is -3000000000, which is out of range");
        assertThat(NewerValues.withoutMemory(read.getMetadata()).getAnnotations())
                .containsOnlyKeys("b");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 1_100, 9_000})
    void whatIsTooDeepIsCutOut(int levels) {
        String deep = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
        Components list = serialization().unmarshal("""
                        {"apiVersion": "mpaas.io/v1alpha1", "kind": "ComponentList", "items": [
                         {"apiVersion": "mpaas.io/v1alpha1", "kind": "Component",
                          "metadata": {"name": "a", "managedFields": [{"fieldsType": "FieldsV1", "fieldsV1": DEEP}]},
                          "spec": {"type": "Job", "content": {"podTemplate": DEEP}}},
                         {"apiVersion": "mpaas.io/v1alpha1", "kind": "Component", "metadata": {"name": "b"}, "spec": {"type": "Job"}}]}
                        """.replace("DEEP", deep), Components.class);

        assertThat(NewerValues.unreadable(list.getItems().getFirst()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("spec.content.podTemplate.a.a.a…");
                    assertThat(problem.message()).isEqualTo("is nested deeper than 200 levels, which is not read");
                });
        assertThat(list.getItems().getFirst().getSpec().type()).isEqualTo(WorkloadType.Job);
        assertThat(NewerValues.in(list.getItems().getLast())).isEmpty();
    }

    /** On a thread with as small a stack as those have that read watches. */
    @ParameterizedTest
    @ValueSource(ints = {201, 1_100, 5_000, 9_900})
    void soItIsInAnEventOfAWatch(int levels) throws InterruptedException {
        String deep = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
        String event = """
                {"type": "MODIFIED", "object": {"apiVersion": "mpaas.io/v1alpha1", "kind": "Component",
                  "metadata": {"name": "a", "managedFields": [{"fieldsType": "FieldsV1", "fieldsV1": DEEP}]},
                  "spec": {"type": "Job", "content": {"podTemplate": DEEP}}}}
                """.replace("DEEP", deep);
        KubernetesSerialization registered = serialization();
        registered.registerKubernetesResource(Component.class);
        AtomicReference<@Nullable Component> read = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Thread thread = new Thread(
                null,
                () -> read.set((Component)
                        registered.unmarshal(event, WatchEvent.class).getObject()),
                "watch",
                512 * 1024);
        thread.setUncaughtExceptionHandler((_, e) -> failure.set(e));
        thread.start();
        thread.join();

        assertThat(failure.get()).isNull();
        assertThat(NewerValues.unreadable(Objects.requireNonNull(read.get()))).hasSize(1);
    }

    @Test
    void aFieldWithTooLongANameIsCutOut() {
        Installation read = read("""
                {"apiVersion": "mpaas.io/v1alpha1", "kind": "Installation", "metadata": {"name": "a"},
                 "spec": {"release": "r", "components": {"a": {"podTemplate": {"NAME": 1}}}}}
                """.replace("NAME", "b".repeat(50_001)), Installation.class);

        assertThat(read.getSpec().release()).isEqualTo("r");
        assertThat(NewerValues.unreadable(read)).singleElement().satisfies(problem -> {
            assertThat(problem.field())
                    .startsWith("spec.components.a.podTemplate.bbb")
                    .hasSizeLessThan(100);
            assertThat(problem.message()).isEqualTo("has a name of 50001 characters: at most 1024 are read");
        });
    }

    @Test
    void aSpecOfWhichNothingCanBeReadIsEmpty() {
        Installation read = read(
                "{\"apiVersion\": \"mpaas.io/v1alpha1\", \"kind\": \"Installation\", \"metadata\": {\"name\": \"a\"}, \"spec\": []}",
                Installation.class);

        assertThat(read.getSpec().release()).isEmpty();
    }
}
