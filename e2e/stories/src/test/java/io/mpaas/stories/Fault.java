package io.mpaas.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Something that is wrong in any product: a line of {@code faults.txt}, which describes its own form.
 *
 * @param types of the components it can be put into
 */
record Fault(String what, String document, List<String> types, List<String> path, String value) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANY = "*";

    static List<Fault> all() {
        return MortalOperator.text("faults.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|", 5))
                .map(cells -> Arrays.stream(cells).map(String::strip).toList())
                .map(cells -> new Fault(
                        cells.get(0),
                        cells.get(1),
                        List.of(cells.get(2).split(",")),
                        List.of(cells.get(3).substring(1).split("/")),
                        cells.get(4)))
                .toList();
    }

    /** The product with this fault in one of the places that it has for it; empty if it has none. */
    Optional<RandomProduct> in(RandomProduct product, Random random) {
        List<String> components = components(product);
        if (components.isEmpty()) {
            return Optional.empty();
        }
        String component = components.get(random.nextInt(components.size()));
        ObjectNode release = product.release().deepCopy();
        ObjectNode installation = product.installation().deepCopy();
        // What the customer brings is not rendered.
        installation
                .withObject("/spec")
                .withObject("/components")
                .withObject("/" + component)
                .remove("external");
        JsonNode value = value(product, component);
        boolean put =
                put(document.equals("Release") ? release : installation, words(product, component), value, random);
        return put ? Optional.of(new RandomProduct(product.name(), release, installation)) : Optional.empty();
    }

    private List<String> components(RandomProduct product) {
        List<String> fitting = new ArrayList<>();
        product.release().at("/spec/components").properties().forEach(entry -> {
            String type = entry.getValue().path("type").asText();
            boolean fits = types.contains(ANY)
                    || types.contains(type)
                    || (types.contains("pods") && !type.equals("Manifests"));
            if (fits
                    && (!path.contains("$D")
                            || dependant(product, entry.getKey()).isPresent())) {
                fitting.add(entry.getKey());
            }
        });
        return fitting;
    }

    private static Optional<String> dependant(RandomProduct product, String component) {
        return product.release().at("/spec/components").properties().stream()
                .filter(entry -> Stream.of("startup", "runtime")
                        .anyMatch(kind -> entry.getValue()
                                .at("/dependsOn/" + component)
                                .toString()
                                .contains(kind)))
                .map(java.util.Map.Entry::getKey)
                .findFirst();
    }

    private JsonNode value(RandomProduct product, String component) {
        try {
            return switch (value) {
                case "REMOVE" -> JSON.missingNode();
                case "$COMPONENT" -> product.release().at("/spec/components/" + component);
                default -> JSON.readTree(value);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> words(RandomProduct product, String component) {
        String dependant = dependant(product, component).orElse("");
        return path.stream()
                .map(word -> word.replace("$C", component).replace("$D", dependant))
                .toList();
    }

    private static boolean put(ObjectNode document, List<String> words, JsonNode value, Random random) {
        JsonNode parent = document;
        for (String word : words.subList(0, words.size() - 1)) {
            parent = word.equals(ANY) ? any(parent, random) : inside((ObjectNode) parent, word);
            if (!parent.isContainerNode()) {
                return false;
            }
        }
        String last = words.getLast();
        if (parent instanceof ArrayNode list) {
            list.add(value);
        } else if (value.isMissingNode()) {
            return ((ObjectNode) parent).remove(last) != null;
        } else if (last.equals(ANY)) {
            List<String> names = new ArrayList<>();
            parent.fieldNames().forEachRemaining(names::add);
            return !names.isEmpty() && ((ObjectNode) parent).set(names.getFirst(), value) != null;
        } else {
            ((ObjectNode) parent).set(last, value);
        }
        return true;
    }

    private static JsonNode any(JsonNode parent, Random random) {
        List<JsonNode> all = new ArrayList<>();
        parent.forEach(all::add);
        return all.isEmpty() ? JSON.missingNode() : all.get(random.nextInt(all.size()));
    }

    private static JsonNode inside(ObjectNode parent, String word) {
        return parent.has(word) ? parent.get(word) : parent.putObject(word);
    }
}
