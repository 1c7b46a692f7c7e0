package io.mpaas.planning.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.graph.Edge;
import io.mpaas.planning.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one Release has otherwise than another. Everything is sorted; equal Releases have an empty difference.
 *
 * @param from version of the old one
 * @param to version of the new one
 * @param added components that only the new one has
 * @param removed components that only the old one has
 * @param edges dependencies that came, went, or are of other kinds
 * @param order components that start in another wave
 * @param products products with other components
 * @param risks that are new
 */
public record ReleaseDiff(
        String from,
        String to,
        List<String> added,
        List<String> removed,
        List<ComponentChange> changed,
        List<EdgeChange> edges,
        List<WaveChange> order,
        PathChange criticalPath,
        List<FieldChange> products,
        List<Risk> risks) {

    /** A component that both have, with the fields that differ; what it needs is told by the edges. */
    public record ComponentChange(String name, List<FieldChange> fields) {}

    /**
     * One dependency.
     *
     * @param before its kinds, null where it is new
     * @param after its kinds, null where it is gone
     */
    public record EdgeChange(
            String dependant,
            String dependency,
            @Nullable String before,
            @Nullable String after) {}

    /** Waves are counted from 1. */
    public record WaveChange(String component, int before, int after) {}

    /** The chain of starts that takes longest, dependencies first, in seconds. */
    public record PathChange(List<String> before, long secondsBefore, List<String> after, long secondsAfter) {}

    /** Throws {@link IllegalArgumentException} for a Release with errors. */
    public static ReleaseDiff between(ReleaseSpec old, ReleaseSpec now) {
        Side before = Side.of(old);
        Side after = Side.of(now);
        List<ComponentChange> changed = changed(old, now);
        return new ReleaseDiff(
                old.version(),
                now.version(),
                only(now, old),
                only(old, now),
                changed,
                edges(before, after),
                order(before.waves(), after.waves()),
                path(before, after),
                FieldChanges.between(Json.tree(old.products()), Json.tree(now.products())),
                Risks.of(before, after, images(now, old, changed)));
    }

    /** Whether they are the same but for the version. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && edges.isEmpty() && products.isEmpty();
    }

    private static List<String> only(ReleaseSpec one, ReleaseSpec other) {
        return one.components().keySet().stream()
                .filter(name -> !other.components().containsKey(name))
                .sorted()
                .toList();
    }

    private static List<ComponentChange> changed(ReleaseSpec old, ReleaseSpec now) {
        List<ComponentChange> changed = new ArrayList<>();
        new TreeMap<>(now.components()).forEach((name, component) -> {
            ReleaseComponent before = old.components().get(name);
            List<FieldChange> fields =
                    before == null ? List.of() : FieldChanges.between(ofItsOwn(before), ofItsOwn(component));
            if (!fields.isEmpty()) {
                changed.add(new ComponentChange(name, fields));
            }
        });
        return changed;
    }

    private static ObjectNode ofItsOwn(ReleaseComponent component) {
        ObjectNode tree = (ObjectNode) Json.tree(component);
        tree.remove("dependsOn");
        return tree;
    }

    private static List<EdgeChange> edges(Side before, Side after) {
        Map<List<String>, String> old = kinds(before);
        Map<List<String>, String> now = kinds(after);
        SortedSet<List<String>> all = new TreeSet<>(java.util.Comparator.comparing(pair -> String.join(" ", pair)));
        all.addAll(old.keySet());
        all.addAll(now.keySet());
        return all.stream()
                .map(pair -> new EdgeChange(pair.getFirst(), pair.getLast(), old.get(pair), now.get(pair)))
                .filter(change -> !java.util.Objects.equals(change.before(), change.after()))
                .toList();
    }

    private static Map<List<String>, String> kinds(Side side) {
        return side.graph().edges().stream()
                .filter(edge -> !edge.kinds().isEmpty())
                .collect(Collectors.toMap(
                        edge -> List.of(edge.dependant(), edge.dependency()), Edge::kindsText, (one, same) -> one));
    }

    private static List<WaveChange> order(Map<String, Integer> before, Map<String, Integer> after) {
        return after.entrySet().stream()
                .flatMap(entry -> Optional.ofNullable(before.get(entry.getKey())).stream()
                        .filter(wave -> !wave.equals(entry.getValue()))
                        .map(wave -> new WaveChange(entry.getKey(), wave, entry.getValue())))
                .toList();
    }

    private static PathChange path(Side before, Side after) {
        return new PathChange(
                before.criticalPath().nodes(),
                before.criticalPath().length(),
                after.criticalPath().nodes(),
                after.criticalPath().length());
    }

    private static Map<String, List<FieldChange>> images(
            ReleaseSpec now, ReleaseSpec old, List<ComponentChange> changed) {
        Map<String, List<FieldChange>> images = new TreeMap<>();
        changed.forEach(change -> images.put(change.name(), images(change.fields())));
        only(now, old)
                .forEach(name -> images.put(
                        name,
                        images(FieldChanges.between(
                                Json.object(),
                                ofItsOwn(java.util.Objects.requireNonNull(
                                        now.components().get(name)))))));
        return images;
    }

    private static List<FieldChange> images(List<FieldChange> fields) {
        return fields.stream()
                .filter(field -> field.aspect() == FieldChange.Aspect.Image)
                .toList();
    }
}
