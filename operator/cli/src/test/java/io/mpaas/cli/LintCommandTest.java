package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final String RELEASE = """
            apiVersion: mpaas.io/v1alpha1
            kind: Release
            metadata: {name: small}
            spec:
              version: "1"
              components:
                web:
                  type: Deployment
                  replicas: {SingleNode: 1}
                  pod: {containers: [{name: main, image: r.example/web}]}
            """;
    private static final String INSTALLATION = """
            apiVersion: mpaas.io/v1alpha1
            kind: Installation
            metadata: {name: here}
            spec:
              release: small
              tier: SingleNode
            """;

    @Test
    void passesWhatIsRight() {
        Run run = Run.withInput(RELEASE + "---\n" + INSTALLATION, "lint", "-");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("1 Release, 1 Installation: no errors, no warnings\n");
    }

    @Test
    void warnsWhenTheReleaseIsNotGiven() {
        Run run = Run.withInput(INSTALLATION, "lint", "-");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("-:5: Warning spec.release: Release small is not among the files")
                .endsWith("0 Releases, 1 Installation: no errors, 1 warning\n");
    }

    @Test
    void saysWhichPodsANamespaceRefusesWithTheLevelThatItEnforces() {
        String release = RELEASE.replace("pod: {", "pod: {hostNetwork: true, ");
        assertThat(Run.withInput(release, "lint", "-").exitCode()).isZero();

        Run alone = Run.withInput(release, "lint", "--pod-security", "baseline", "-");
        assertThat(alone.exitCode()).isEqualTo(1);
        assertThat(alone.out())
                .contains(
                        "-:10: Error spec.components.web.pod.hostNetwork: must not be true: a namespace that enforces Pod"
                                + " Security baseline refuses the pods")
                .endsWith("1 error, no warnings\n");

        String settings = "  components: {web: {podTemplate: {spec: {hostNetwork: false}}}}\n";
        String both = release + "---\n" + INSTALLATION;
        assertThat(Run.withInput(both + settings, "lint", "--pod-security", "baseline", "-")
                        .exitCode())
                .as("as the Installation makes it")
                .isZero();
        assertThat(Run.withInput(both, "lint", "--pod-security", "restricted", "-")
                        .out())
                .contains("spec.components.web.podTemplate.spec.hostNetwork: must not be true")
                .contains(
                        "spec.components.web.podTemplate.spec.containers[0].securityContext.capabilities.drop: must be [ALL]");
    }

    @Test
    void namesUnknownFieldsWithTheirPathAndLineAlsoInsideAPod() {
        String release = RELEASE.replace("      type: Deployment", "      type: Deployment\n      replica: 3")
                .replace("name: main,", "name: main, imagePullPolicie: Always,");
        Run run = Run.withInput(release, "lint", "-");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("-:9: Error spec.components.web.replica: unknown field \"replica\": correct the spelling or"
                        + " remove it; known here: config, dependsOn, ")
                .contains("-:11: Error spec.components.web.pod.containers[0].imagePullPolicie: unknown field");
    }

    @Test
    void checksTypesBoundsAndMissingFieldsAsTheApiServerDoes() {
        String release = RELEASE.replace("version: \"1\"", "version: 1")
                .replace("      type: Deployment", "      type: Deploy\n      typicalStartSeconds: -1");
        assertThat(Run.withInput(release, "lint", "-").out())
                .contains("-:5: Error spec.version: must be a string, not 1")
                .contains(
                        "-:8: Error spec.components.web.type: must be one of DaemonSet, Deployment, Job, Manifests, StatefulSet, not")
                .contains("-:9: Error spec.components.web.typicalStartSeconds: must be from 0 to 86400, not -1");
        assertThat(Run.withInput(RELEASE.replace("name: small", "labels: {}"), "lint", "-")
                        .out())
                .contains("-:3: Error metadata.name: is missing");
    }

    @Test
    void checksTheInstallationAgainstItsReleaseAllAtOnce() {
        String installation = INSTALLATION + """
                  products: [Push]
                  components:
                    wbe: {skip: true}
                    web:
                      external: {host: web.bank, port: 80}
                """;
        Run run = Run.withInput(RELEASE + "---\n" + installation, "lint", "-");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("-:18: Error spec.products[0]: Release 1 has no product Push")
                .contains("-:20: Error spec.components.wbe: the release has no component wbe")
                .contains("-:22: Error spec.components.web.external: the Release does not allow web");
    }

    @Test
    void saysThatAnInstallationWaitsForACorrectRelease() {
        String release = RELEASE.replace("type: Deployment", "type: Deployment\n      dependsOn: {web: [startup]}");
        Run run = Run.withInput(release + "---\n" + INSTALLATION, "lint", "-");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("Error spec.components.web.dependsOn.web: web needs itself")
                .contains("Warning spec.release: Release small has errors");
    }

    @Test
    void refusesOtherVersionsKindsAndASecondReleaseOfTheSameName() {
        String others = """
                apiVersion: mpaas.io/v2
                kind: Installations
                metadata: {name: a}
                ---
                apiVersion: mpaas.io/v1alpha1
                kind: Component
                metadata: {name: b}
                """;
        assertThat(Run.withInput(RELEASE + "---\n" + RELEASE + "---\n" + others, "lint", "-")
                        .out())
                .contains("Error metadata.name: a second Release of this name: remove one")
                .contains("Error apiVersion: must be mpaas.io/v1alpha1")
                .contains("Error kind: must be Release, Installation or Site")
                .contains("Error kind: the operator makes Components");
    }

    /** B31. */
    @Test
    void saysThatALargeReleaseNeedsServerSideApply() {
        StringBuilder components = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            components.append(
                    "    c%d: {type: Deployment, replicas: {SingleNode: 1}, description: \"%s\", config: {A: \"%s\"}, pod: {containers: [{name: main, image: \"x@sha256:0\"}]}}\n"
                            .formatted(i, "x".repeat(200), "y".repeat(600)));
        }
        String release =
                "apiVersion: mpaas.io/v1alpha1\nkind: Release\nmetadata: {name: large}\nspec:\n  version: \"1\"\n  components:\n";
        Run run = Run.withInput(release + components, "lint", "-");
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("Warning spec: is too large for a plain `kubectl apply`", "--server-side");
    }

    @Test
    void speaksJson() {
        Run run = Run.of("lint", "-o", "json", Run.sample("release-with-cycles.yaml"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("\"errors\" : 4")
                .contains("\"reason\" : \"SelfDependency\"")
                .contains("\"line\" : 56");
    }

    @Test
    void readsDirectoriesAndGoesOnAfterAFileThatCannotBeRead(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.yaml"), RELEASE);
        Files.writeString(directory.resolve("b.yaml"), "kind: [");
        Files.writeString(directory.resolve("c.yaml"), "kind: A\nkind: B\n");
        Files.writeString(directory.resolve("notes.txt"), "not read");
        Run run = Run.of("lint", directory.toString(), "absent.yaml");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEqualTo("1 Release, 0 Installations: no errors, no warnings\n");
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("b.yaml:1: not valid YAML"),
                        line -> assertThat(line).endsWith("c.yaml:2: not valid YAML: \"kind\" is given twice"),
                        line -> assertThat(line).isEqualTo("absent.yaml: no such file"));
    }

    @Test
    void refusesAnAliasInsideItself() {
        Run run = Run.withInput("kind: &a [*a]", "lint", "-");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("-:1: not valid YAML");
    }

    /** Each level has the one before it twice: a file of a kilobyte would fill the memory. */
    @Test
    void aliasesOfAliasesEndAtALimit() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 25; i++) {
            text.append("a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(i, i - 1));
        }

        Run run = Run.withInput(text.toString(), "lint", "-");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.out() + run.err()).contains("more than 300000 values: aliases of aliases?");
    }
}
