package io.mpaas.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.cli.lint.Finding;
import io.mpaas.cli.lint.Linter;
import io.mpaas.cli.lint.Report;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.cli.manifest.ManifestFiles;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.DependencyKind;
import io.mpaas.graph.Edge;
import io.mpaas.graph.GraphSpec;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.value.ReleaseGraph;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the samples promise holds. */
class SamplesTest {
    private static final ManifestFiles FILES = new ManifestFiles(InputStream.nullInputStream());
    private static final Manifest RELEASE = read("release-4.2.0.yaml").getFirst();
    private static final ReleaseSpec SPEC = RELEASE.spec(ReleaseSpec.class);

    static List<String> installations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(Run.SAMPLES))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("installation-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("installations")
    void compilesAgainstTheReleaseWithoutErrors(String file) {
        Report report = Linter.lint(Stream.of(List.of(RELEASE), read("sites-three-rooms.yaml"), read(file))
                .flatMap(List::stream)
                .toList());
        assertThat(report.installations()).isEqualTo(1);
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.file()).endsWith("release-4.2.0.yaml"));
    }

    @Test
    void theSampleOfManifestsIsSound() {
        Report report = Linter.lint(read("manifests.yaml"));
        assertThat(report.installations()).isEqualTo(1);
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void theReleaseHasOneWarningTheLegalCycleOfPushAndAnalytics() {
        assertThat(Linter.lint(List.of(RELEASE)).findings())
                .singleElement()
                .extracting(Finding::severity, Finding::reason, Finding::field)
                .containsExactly("Warning", "OptionalCycle", "spec.components.mas-query.dependsOn.mps-core");
    }

    /** The catalogue's 31 components and 65 edges (49 startup, 28 runtime, 29 optional), and the schema Job with its two. An alternative counts once. */
    @Test
    void theReleaseIsTheCatalogueAndASchemaJob() {
        assertThat(SPEC.components()).hasSize(32);
        assertThat(SPEC.components().values().stream().filter(c -> c.type() == WorkloadType.Job))
                .hasSize(1);
        GraphSpec graph = ReleaseGraph.of(SPEC);
        List<Edge> edges = Stream.concat(
                        graph.edges().stream(),
                        graph.alternatives().stream()
                                .map(alternative ->
                                        alternative.to(alternative.candidates().getFirst())))
                .toList();
        assertThat(of(edges, DependencyKind.STARTUP)).isEqualTo(49 + 2);
        assertThat(of(edges, DependencyKind.RUNTIME)).isEqualTo(28);
        assertThat(of(edges, DependencyKind.OPTIONAL)).isEqualTo(29);
    }

    private static long of(List<Edge> edges, DependencyKind kind) {
        return edges.stream().filter(edge -> edge.kinds().contains(kind)).count();
    }

    @Test
    void theRegistryIsOnTheCriticalPathBehindItsSchema() {
        DependencyGraph graph = compile("installation-single-room.yaml").graph();
        assertThat(graph.waves()).hasSize(7);
        assertThat(graph.criticalPath(name -> seconds(component(name))).nodes())
                .containsExactly(
                        "mysql",
                        "registry-schema",
                        "registry-meta",
                        "registry-data",
                        "registry-session",
                        "acc-link",
                        "mps-core");
    }

    @Test
    void everyImageIsPinnedAndEveryPodSaysWhenItIsReadyAndWhatItNeeds() {
        SPEC.components().forEach((name, component) -> {
            JsonNode container =
                    requireNonNull(component.pod()).path("containers").path(0);
            assertThat(container.path("image").asText())
                    .as(name)
                    .matches("registry\\.mpaas\\.example/" + name + "@sha256:[0-9a-f]{64}");
            assertThat(container.has("readinessProbe")).as(name).isEqualTo(component.type() != WorkloadType.Job);
            assertThat(container.path("resources").path("requests").size())
                    .as(name)
                    .isEqualTo(2);
            assertThat(container.path("resources").path("limits").path("memory"))
                    .as(name)
                    .isEqualTo(container.path("resources").path("requests").path("memory"));
            assertThat(seconds(component)).as(name).isBetween(1, 8);
        });
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void everyComponentHasReplicasForEveryTier(Tier tier) {
        assertThat(SPEC.components().values().stream().filter(c -> c.type() != WorkloadType.Job))
                .allSatisfy(component -> assertThat(component.replicas()).containsKey(tier.name()));
    }

    @Test
    void theMinimalInstallationHasThirteenComponents() {
        assertThat(compile("installation-minimal.yaml").components().keySet())
                .containsExactly(
                        "drm",
                        "iam",
                        "mappcenter",
                        "mgs-core",
                        "mysql",
                        "redis",
                        "registry-data",
                        "registry-meta",
                        "registry-schema",
                        "registry-session",
                        "slb",
                        "spanner",
                        "zookeeper");
    }

    @Test
    void broughtAlongComponentsAreExternalAndAnalyticsUsesHbase() {
        Blueprint blueprint = compile("installation-bring-your-own.yaml");
        assertThat(blueprint.components()).hasSize(31).doesNotContainKey("ssdb");
        assertThat(blueprint.components().entrySet().stream()
                        .filter(entry -> entry.getValue().external() != null)
                        .map(Map.Entry::getKey))
                .containsExactly("hdfs", "mysql");
        ComponentSpec query = requireNonNull(blueprint.components().get("mas-query"));
        assertThat(query.choices()).containsEntry("store", "hbase");
        assertThat(requireNonNull(query.content()).data()).containsOnlyKeys("Secret/bank-db");
    }

    @Test
    void theBrokenReleaseTellsAllItsMistakesAtOnce() {
        Run run = Run.of("lint", Run.sample("release-with-cycles.yaml"));
        assertThat(run.exitCode()).isEqualTo(1);
        Golden.check("lint-release-with-cycles.txt", run.out());
    }

    private static Blueprint compile(String file) {
        Manifest installation = read(file).stream()
                .filter(manifest -> manifest.is("Installation"))
                .findFirst()
                .orElseThrow();
        return Compiler.compile(new CompileInput(
                        "mpaas", Optional.of(SPEC), installation.spec(InstallationSpec.class), SiteFacts.UNKNOWN))
                .blueprint()
                .orElseThrow();
    }

    private static ReleaseComponent component(String name) {
        return requireNonNull(SPEC.components().get(name));
    }

    private static int seconds(ReleaseComponent component) {
        return requireNonNull(component.typicalStartSeconds());
    }

    private static List<Manifest> read(String name) {
        return FILES.read(Run.sample(name));
    }
}
