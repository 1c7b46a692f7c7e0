package io.mpaas.planning.site;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an Installation left in the cluster of a Site, because the Site was Out when it was deleted: an entry of the ConfigMap {@link
 * #NAME}, which outlives the Installation. People delete it when they have cleared up; the operator reads it to report, never to act.
 *
 * @param id of the Installation; its objects there carry it in the label {@code mpaas.io/installation-uid}
 * @param cluster identity of the cluster; empty if it was never reached
 * @param since when that was decided
 * @param objects as they were known last
 * @param credentials that are known there, a sentence each
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeftBehind(
        String installation,
        String id,
        String site,
        String cluster,
        String since,
        String reason,
        List<String> objects,
        List<String> credentials) {
    /** Name of the ConfigMap. */
    public static final String NAME = "mpaas-left-behind";
    /** What it is, in the label {@code mpaas.io/part}. */
    public static final String PART = "left-behind";

    public LeftBehind {
        installation = text(installation);
        id = text(id);
        site = text(site);
        cluster = text(cluster);
        since = text(since);
        reason = text(reason);
        objects = objects == null ? List.of() : List.copyOf(objects);
        credentials = credentials == null ? List.of() : List.copyOf(credentials);
    }

    private static String text(@Nullable String given) {
        return Objects.requireNonNullElse(given, "");
    }

    /** Under which it is kept. */
    public String key() {
        return site + "." + id;
    }

    /** As it is kept, for people to read as well. */
    public String json() {
        return Json.pretty(this);
    }

    /** All entries that can be read, in order. */
    public static List<LeftBehind> in(@Nullable ConfigMap map) {
        Map<String, String> data = map == null || map.getData() == null ? Map.of() : new TreeMap<>(map.getData());
        return data.values().stream().flatMap(text -> read(text).stream()).toList();
    }

    private static Optional<LeftBehind> read(String text) {
        try {
            return Json.parse(text).filter(json -> json.isObject()).map(json -> Json.as(json, LeftBehind.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What is to be said of a cluster, a sentence; empty if nothing was left in it. */
    public static Optional<String> remark(Stream<LeftBehind> all, String cluster) {
        List<String> named = all.filter(
                        one -> !one.cluster().isEmpty() && one.cluster().equals(cluster))
                .map(one -> "Installation " + one.installation() + " (ID " + one.id() + ", then in Site " + one.site()
                        + ")")
                .distinct()
                .sorted()
                .toList();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of("in this cluster is what was left behind by " + String.join(", ", named)
                        + ": nothing is done about it; ConfigMap " + NAME + " lists it");
    }
}
