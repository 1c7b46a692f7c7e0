package io.mpaas.planning.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.Json;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One spec that was accepted, and what it came to.
 *
 * @param number counts up from 1
 * @param spec of the Installation, in canonical form and without {@code state}, {@code paused} and what is said of Sites: to stop, to start again or to pause is no
 *     change
 * @param hashes content hash of each component
 * @param choices what {@code dependsOnOneOf} was resolved to: component → need → candidate
 * @param data digest of each ConfigMap and Secret ({@code Kind/name}) that is kept as a copy
 * @param at when it was accepted, in whole seconds (RFC 3339)
 * @param by field manager of the write that changed the spec; the API server records no user
 */
public record HistoryEntry(
        long number,
        JsonNode spec,
        AcceptedRelease release,
        SortedMap<String, String> hashes,
        Map<String, Map<String, String>> choices,
        SortedMap<String, String> data,
        String at,
        String by) {
    /** Accepted specs that are remembered. */
    public static final int KEPT = 10;

    private static final List<String> NO_CHANGE = List.of("state", "paused");

    public static final Comparator<HistoryEntry> NEWEST_FIRST =
            Comparator.comparingLong(HistoryEntry::number).reversed();

    public HistoryEntry {
        hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
        choices = Map.copyOf(choices);
        data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
    }

    /** The entry of an installation as it is now. */
    public static HistoryEntry of(
            long number, Installation installation, AcceptedRelease release, Map<String, String> hashes, String at) {
        return new HistoryEntry(
                number,
                spec(installation),
                release,
                new TreeMap<>(hashes),
                Map.of(),
                new TreeMap<>(),
                at,
                changedBy(installation));
    }

    /** What an Installation asks for, as it is remembered. */
    static JsonNode spec(Installation installation) {
        ObjectNode spec = (ObjectNode) Json.sorted(Json.tree(installation.getSpec()));
        spec.remove(NO_CHANGE);
        spec.path("sites").forEach(site -> ((ObjectNode) site).retain("name"));
        return spec;
    }

    /** Who wrote the spec last, as far as the API server records it. */
    private static String changedBy(Installation installation) {
        return Optional.ofNullable(installation.getMetadata().getManagedFields()).stream()
                .flatMap(List::stream)
                .filter(entry ->
                        entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .filter(entry -> !Mpaas.FIELD_MANAGER.equals(entry.getManager()) && entry.getTime() != null)
                .filter(HistoryEntry::ownsSpec)
                .max(Comparator.comparing(ManagedFieldsEntry::getTime))
                .map(ManagedFieldsEntry::getManager)
                .orElse("unknown");
    }

    /** An annotation, such as a request to try again, does not change the spec. */
    private static boolean ownsSpec(ManagedFieldsEntry entry) {
        return entry.getFieldsV1() == null || Json.tree(entry.getFieldsV1()).has("f:spec");
    }

    /** The same under another number. */
    public HistoryEntry numbered(long other) {
        return new HistoryEntry(other, spec, release, hashes, choices, data, at, by);
    }

    /** The same, with what else is needed to come to the same again: what was chosen, and the digests of kept data. */
    public HistoryEntry with(Map<String, Map<String, String>> chosen, SortedMap<String, String> kept) {
        return new HistoryEntry(number, spec, release, hashes, chosen, kept, at, by);
    }

    /** Whether it came to the same: nothing is to be remembered anew. */
    public boolean sameAs(HistoryEntry other) {
        return spec.equals(other.spec) && release.equals(other.release) && hashes.equals(other.hashes);
    }

    /** What tells it from any other change: the spec, the Release, and what they come to. */
    public String change() {
        return Json.hash(Map.of("spec", spec, "release", release, "hashes", hashes));
    }

    /** As it is stored in a ControllerRevision. */
    public JsonNode stored() {
        ObjectNode data = Json.object();
        data.set("spec", spec);
        data.set("release", Json.tree(release));
        data.set("hashes", Json.tree(hashes));
        data.set("choices", Json.sorted(Json.tree(choices)));
        data.set("data", Json.tree(this.data));
        return data.put("at", at).put("by", by);
    }

    /** Read from a ControllerRevision; empty if it is not an entry. */
    public static Optional<HistoryEntry> of(ControllerRevision stored) {
        JsonNode data = Json.tree(stored.getData());
        JsonNode release = data.path("release");
        if (stored.getRevision() == null || !data.path("spec").isObject() || !release.isObject()) {
            return Optional.empty();
        }
        return Optional.of(new HistoryEntry(
                stored.getRevision(),
                data.get("spec"),
                new AcceptedRelease(
                        release.path("name").asText(), release.path("digest").asText()),
                texts(data.path("hashes")),
                choices(data.path("choices")),
                texts(data.path("data")),
                data.path("at").asText(),
                data.path("by").asText()));
    }

    private static Map<String, Map<String, String>> choices(JsonNode map) {
        Map<String, Map<String, String>> choices = new TreeMap<>();
        map.properties().forEach(entry -> choices.put(entry.getKey(), texts(entry.getValue())));
        return choices;
    }

    private static SortedMap<String, String> texts(JsonNode map) {
        SortedMap<String, String> texts = new TreeMap<>();
        map.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
