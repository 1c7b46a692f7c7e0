package io.mpaas.planning.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where a field is, for people: {@code spec.template.spec.containers[main].image}. */
public record FieldPath(List<Element> elements) {
    static final FieldPath ROOT = new FieldPath(List.of());

    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers");
    /** Objects of which only one of several alternatives may be set, or every term counts. */
    private static final Set<String> CHOICES =
            Set.of("livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "selector");

    public FieldPath {
        elements = List.copyOf(elements);
    }

    /** One step down. */
    public sealed interface Element {}

    /** A field of an object, or a key of a map. */
    public record Field(String name) implements Element {}

    /**
     * An element of a keyed list.
     *
     * @param live the element as it is now; missing if there is none
     */
    public record Item(String name, JsonNode live) implements Element {}

    FieldPath field(String name) {
        return plus(new Field(name));
    }

    FieldPath item(String name, JsonNode live) {
        return plus(new Item(name, live));
    }

    /** Name of the field or of the list's element that this ends with; empty for the root. */
    String last() {
        return switch (elements.isEmpty() ? null : elements.getLast()) {
            case Field field -> field.name();
            case Item item -> item.name();
            case null -> "";
        };
    }

    /** Whether any field on the way has one of these names. */
    boolean passes(Set<String> names) {
        return elements.stream().anyMatch(element -> element instanceof Field field && names.contains(field.name()));
    }

    /**
     * The smallest part around this field that makes sense only as a whole: a port, a variable, a volume, a probe. What others
     * wrote into it would contradict what is put back. Empty where fields stand on their own.
     */
    public Optional<FieldPath> unit() {
        return IntStream.range(0, elements.size())
                .filter(this::isUnit)
                .mapToObj(index -> new FieldPath(elements.subList(0, index + 1)))
                .findFirst();
    }

    private boolean isUnit(int index) {
        return switch (elements.get(index)) {
            case Field field -> CHOICES.contains(field.name());
            case Item item -> !(elements.get(index - 1) instanceof Field list && CONTAINERS.contains(list.name()));
        };
    }

    private FieldPath plus(Element element) {
        return new FieldPath(
                Stream.concat(elements.stream(), Stream.of(element)).toList());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Element element : elements) {
            switch (element) {
                case Field field
                when !field.name().contains(".") ->
                    text.append(text.isEmpty() ? "" : ".").append(field.name());
                case Field field -> text.append('[').append(field.name()).append(']');
                case Item item -> text.append('[').append(item.name()).append(']');
            }
        }
        return text.toString();
    }
}
