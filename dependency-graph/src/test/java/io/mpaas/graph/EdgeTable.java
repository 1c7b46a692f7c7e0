package io.mpaas.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Graphs as tests write them. Every name on the left is a component.
 *
 * <pre>
 *   mysql                                          a component
 *   mss-core -> mysql: startup, runtime            a dependency; no kinds = startup, "-" = none
 *   mas-query / store -> ssdb | hbase: startup     an alternative
 *   mysql updateAfter mss-core iam                 an order of updates; may be empty
 * </pre>
 */
final class EdgeTable {
    private static final Pattern EDGE = Pattern.compile("(\\S+) -> ([^\\s:]+)(?:: (.*))?");
    private static final Pattern ALTERNATIVE = Pattern.compile("(\\S+) / (\\S+) ->([^:]*)(?:: (.*))?");
    private static final Pattern UPDATE_AFTER = Pattern.compile("(\\S+) updateAfter(.*)");

    private final GraphSpec.Builder spec = GraphSpec.builder();

    private EdgeTable() {}

    static GraphSpec parse(String table) {
        EdgeTable parser = new EdgeTable();
        table.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(parser::line);
        return parser.spec.build();
    }

    static GraphSpec catalogue() {
        try (InputStream in = Objects.requireNonNull(EdgeTable.class.getResourceAsStream("catalogue.edges"))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The graph of a table that is right. */
    static DependencyGraph graph(String table) {
        return Resolver.resolve(parse(table), Selection.everything()).graph().orElseThrow();
    }

    private void line(String line) {
        Matcher alternative = ALTERNATIVE.matcher(line);
        Matcher edge = EDGE.matcher(line);
        Matcher updateAfter = UPDATE_AFTER.matcher(line);
        if (alternative.matches()) {
            String path = node(alternative.group(1)) + ".dependsOnOneOf." + alternative.group(2);
            List<String> candidates = words(alternative.group(3).replace("|", " "));
            spec.alternative(alternative.group(1), alternative.group(2), candidates, kinds(alternative.group(4)), path);
        } else if (edge.matches()) {
            String path = node(edge.group(1)) + ".dependsOn." + edge.group(2);
            spec.edge(edge.group(1), edge.group(2), kinds(edge.group(3)), path);
        } else if (updateAfter.matches()) {
            node(updateAfter.group(1));
            spec.updateAfter(updateAfter.group(1), words(updateAfter.group(2)));
        } else {
            node(line);
        }
    }

    private String node(String name) {
        String path = "spec.components." + name;
        spec.node(name, path);
        return path;
    }

    private static List<DependencyKind> kinds(@Nullable String text) {
        return text == null
                ? List.of(DependencyKind.STARTUP)
                : words(text.replace(",", " ").replace("-", "")).stream()
                        .map(DependencyKind::of)
                        .toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
