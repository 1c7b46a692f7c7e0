package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY.md tells the truth: its tables of permissions are the chart's, and every test it names is there. */
class SecurityDocumentTest {
    private static final String VERB = "(?:get|list|watch|create|patch|update|delete|impersonate)";
    private static final Pattern GRANT =
            Pattern.compile("(?m)^\\| (`[^|]+) \\| (VERB(?:, VERB)*) \\| [^|]+ \\|$".replace("VERB", VERB));
    private static final Pattern ON = Pattern.compile("`([^`]+)`( (?:named|名为) `([^`]+)`)?");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:E2E|Test))`");

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", "SECURITY.zh-CN.md"})
    void whatAStolenTokenCouldDoIsWhatTheChartGrants(String file) throws IOException {
        String document = document(file);
        SortedSet<String> told = new TreeSet<>();
        GRANT.matcher(document)
                .results()
                .forEach(row -> ON.matcher(row.group(1))
                        .results()
                        .forEach(on -> Stream.of(row.group(2).split(", "))
                                .forEach(verb -> told.add(grant(on.group(1), on.group(3), verb)))));

        assertThat(told).isEqualTo(granted());
    }

    @Test
    void everyTestThatHoldsAPromiseIsThere() throws IOException {
        SortedSet<String> named = new TreeSet<>();
        TEST.matcher(document("SECURITY.md")).results().forEach(test -> named.add(test.group(1)));
        List<String> there;
        try (var files = Files.walk(OperatorProcess.root())) {
            there = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
        }

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(there).containsAll(named);
    }

    /** Resource by resource, whichever of the two roles it stands in. */
    private static SortedSet<String> granted() {
        SortedSet<String> granted = new TreeSet<>();
        Stream.concat(
                        Product.chart("clusterrole.yaml", ClusterRole.class).getRules().stream(),
                        Product.chart("role.yaml", Role.class).getRules().stream())
                .forEach(rule -> granted.addAll(grants(rule)));
        return granted;
    }

    private static List<String> grants(PolicyRule rule) {
        List<String> names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
        String group = rule.getApiGroups().getFirst();
        return rule.getResources().stream()
                .map(resource -> group.isEmpty() ? resource : resource.replaceFirst("(/|$)", "." + group + "$1"))
                .flatMap(resource -> names.stream()
                        .flatMap(name -> rule.getVerbs().stream().map(verb -> grant(resource, name, verb))))
                .toList();
    }

    private static String grant(String resource, @org.jspecify.annotations.Nullable String name, String verb) {
        return verb + " " + resource + (name == null || name.isEmpty() ? "" : " " + name);
    }

    private static String document(String file) throws IOException {
        return Files.readString(OperatorProcess.root().resolve(file));
    }
}
