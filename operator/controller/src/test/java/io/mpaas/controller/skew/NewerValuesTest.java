package io.mpaas.controller.skew;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.DependencyType;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.RunState;
import java.util.List;
import org.junit.jupiter.api.Test;

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
                                                + " operator (startup, runtime, optional are)"),
                        second -> assertThat(second).startsWith("Release mpaas-6: spec.components.b.type: \"Rocket\""));
    }

    @Test
    void aStatusThatANewerOperatorWroteIsNoObstacle() {
        Installation read = read(PARKED.replace("Parked", "Running") + "status: {phase: Dreaming}", Installation.class);

        assertThat(NewerValues.in(read)).isEmpty();
        assertThat(read.getStatus().phase()).isNull();
    }
}
