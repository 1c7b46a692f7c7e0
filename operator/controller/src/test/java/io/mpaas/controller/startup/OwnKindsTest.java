package io.mpaas.controller.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.api.v1alpha1.OwnKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever adds a kind is told where else it has to be known. */
class OwnKindsTest {
    private static final Path CRDS = Path.of("../../crds/generated");
    private static final Path CHART = Path.of("../../charts/mpaas-operator/templates");
    private static final Pattern RULE = Pattern.compile("apiGroups: \\[mpaas\\.io]\\s+resources: \\[([^]]*)]");

    @Test
    void eachHasADefinitionAndEachDefinitionAKind() throws IOException {
        try (Stream<Path> files = Files.list(CRDS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(OwnKinds.definitions().stream()
                            .map(name -> name + ".yaml")
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clusterrole.yaml", "people.yaml"})
    void theRolesOfOperatorAndPeopleNameEachAndNoOther(String file) throws IOException {
        Set<String> named = RULE.matcher(Files.readString(CHART.resolve(file)))
                .results()
                .flatMap(rule -> Stream.of(rule.group(1).split(",\\s*")))
                .map(resource -> resource.replaceFirst("/.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).containsExactlyElementsOf(plurals());
    }

    @Test
    void eachIsOfTheCategoryThatShowsAll() throws IOException {
        for (String definition : OwnKinds.definitions()) {
            assertThat(Files.readString(CRDS.resolve(definition + ".yaml"))).contains("categories:\n    - \"mpaas\"");
        }
    }

    private static List<String> plurals() {
        return OwnKinds.ALL.stream().map(HasMetadata::getPlural).sorted().toList();
    }
}
