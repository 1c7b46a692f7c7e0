package io.mpaas.planning.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every object that a cluster is made of, as it goes to the API server: a folder per case, {@code site.yaml} in, {@code objects.yaml}
 * out. {@code -Dgolden.write=true} writes the latter anew. {@code InfrastructureE2E} sends them to an API server with the provider's
 * own CRDs.
 */
class InfrastructureGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/infrastructure");

    @ParameterizedTest
    @MethodSource("cases")
    void everyObjectIsAsCommitted(Path folder) throws IOException {
        String rendered = objects(folder).stream().map(Serialization::asYaml).collect(Collectors.joining());
        Path file = folder.resolve("objects.yaml");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, rendered);
        }
        assertThat(rendered).isEqualTo(Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(one -> one.getFileName().toString())).containsOnly("site.yaml", "objects.yaml");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void namesFitAndTellOneSiteFromAnother(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        for (ObjectNode object : objects(folder)) {
            String name = object.at("/metadata/name").asText();
            assertThat(name).matches("[a-z0-9]([a-z0-9-]{0,56}[a-z0-9])?");
            assertThat(names.add(object.path("kind").asText() + "/" + name)).isTrue();
        }
    }

    @Test
    void sitesThatAreSpelledAlikeHaveNamesOfTheirOwn() {
        Set<String> names = new HashSet<>();
        String longest = "x".repeat(63);
        List.of("a.b", "a-b", longest, longest + "y").forEach(site -> names.add(name("mpaas", site)));
        assertThat(names).hasSize(4);
    }

    private static String name(String namespace, String site) {
        return new Blueprint(site, namespace, "v1.34.2", "", "", 1, 1, List.of("a"), List.of()).name();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anotherFlavorMakesAnotherTemplateAndNothingElse(Path folder) throws IOException {
        Site before = site(folder);
        Site after = Serialization.unmarshal(
                Files.readString(folder.resolve("site.yaml")).replace("workers: {flavor: m1", "workers: {flavor: m2"),
                Site.class);
        Set<String> changed = new TreeSet<>();
        List<ObjectNode> old = Rendering.of(Infrastructures.of(before).orElseThrow());
        Rendering.of(Infrastructures.of(after).orElseThrow()).stream()
                .filter(object -> !old.contains(object))
                .forEach(object -> changed.add(object.path("kind").asText()));
        assertThat(changed).containsExactly("MachineDeployment", "OpenStackMachineTemplate");
    }

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    private static List<ObjectNode> objects(Path folder) throws IOException {
        return Rendering.of(Infrastructures.of(site(folder)).orElseThrow());
    }

    private static Site site(Path folder) throws IOException {
        return Serialization.unmarshal(Files.readString(folder.resolve("site.yaml")), Site.class);
    }
}
