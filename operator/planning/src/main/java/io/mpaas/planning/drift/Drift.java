package io.mpaas.planning.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Compares a live object with what was rendered, over the rendered leaves only.
 *
 * <pre>
 *   rendered                        live                                      drift
 *   image: a                        image: b                                  …containers[main].image
 *   containers: [main]              containers: [main, injected]              none: elements of others
 *   memory: 1024Mi                  memory: 1Gi                               none: one quantity
 *   command: [run]                  command: [run, --debug]                   …containers[main].command
 * </pre>
 *
 * The one exception is a selector, which is compared whole: a term that somebody added makes it select other pods.
 *
 * <p>Not judged: {@code spec.replicas}, which has a step of its own, and claims of a StatefulSet, which nobody can change and
 * into which the API server writes.
 */
public final class Drift {
    /** The number of replicas of a workload. */
    public static final FieldPath REPLICAS = FieldPath.ROOT.field("spec").field("replicas");

    private static final Set<String> NOT_JUDGED = Set.of("apiVersion", "kind", "status");
    private static final Set<String> NOT_JUDGED_OF_SPEC = Set.of("replicas", "volumeClaimTemplates");
    private static final Set<String> JUDGED_OF_METADATA = Set.of("labels", "annotations");

    /** What tells elements of a list apart; other lists are compared as a whole. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "containers", List.of("name"),
            "initContainers", List.of("name"),
            "env", List.of("name"),
            "volumes", List.of("name"),
            "imagePullSecrets", List.of("name"),
            "volumeMounts", List.of("mountPath"),
            "hostAliases", List.of("ip"),
            "topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable"));

    private static final String PORTS = "ports";

    /** Maps of free keys: an empty value is a value. */
    private static final Set<String> MAPS = Set.of(
            "labels",
            "annotations",
            "matchLabels",
            "selector",
            "nodeSelector",
            "data",
            "binaryData",
            "requests",
            "limits");

    private static final Set<String> QUANTITIES = Set.of("requests", "limits", "overhead", "sizeLimit", "divisor");

    /** Where false or zero is another thing than nothing. Elsewhere the API server drops it. */
    private static final Set<String> ZERO_MATTERS = Set.of(
            "automountServiceAccountToken",
            "enableServiceLinks",
            "allowPrivilegeEscalation",
            "hostUsers",
            "runAsNonRoot",
            "runAsUser",
            "runAsGroup",
            "fsGroup");

    private final List<FieldPath> differences = new ArrayList<>();

    private Drift() {}

    /** The rendered fields that the live object has otherwise or not at all, in the order in which they were rendered. */
    public static List<FieldPath> between(JsonNode rendered, JsonNode live) {
        Drift drift = new Drift();
        rendered.properties().forEach(top -> drift.top(top.getKey(), top.getValue(), live.path(top.getKey())));
        return List.copyOf(drift.differences);
    }

    private void top(String name, JsonNode rendered, JsonNode live) {
        FieldPath path = FieldPath.ROOT.field(name);
        switch (name) {
            case "metadata" ->
                JUDGED_OF_METADATA.stream()
                        .sorted()
                        .forEach(field -> compare(path.field(field), rendered.path(field), live.path(field)));
            case "spec" ->
                rendered.properties().stream()
                        .filter(field -> !NOT_JUDGED_OF_SPEC.contains(field.getKey()))
                        .forEach(field ->
                                compare(path.field(field.getKey()), field.getValue(), live.path(field.getKey())));
            default -> {
                if (!NOT_JUDGED.contains(name)) {
                    compare(path, rendered, live);
                }
            }
        }
    }

    private void compare(FieldPath path, JsonNode rendered, JsonNode live) {
        if (rendered.isArray()) {
            list(path, rendered, live);
        } else if (rendered.isObject()) {
            rendered.properties()
                    .forEach(field -> compare(path.field(field.getKey()), field.getValue(), live.path(field.getKey())));
            if (isSelector(path)) {
                live.properties().stream()
                        .filter(field -> !rendered.has(field.getKey()))
                        .forEach(field -> differences.add(path.field(field.getKey())));
            }
            if (rendered.isEmpty() && live.isMissingNode() && path.last().equals("emptyDir")) {
                differences.add(path);
            }
        } else if (!rendered.isMissingNode() && !rendered.isNull() && !same(path, rendered, live)) {
            differences.add(path);
        }
    }

    /** Of a Service or a disruption budget: one more term, whoever added it, and it selects other pods or none. */
    private static boolean isSelector(FieldPath path) {
        List<FieldPath.Element> elements = path.elements();
        return elements.size() >= 2
                && elements.get(0) instanceof FieldPath.Field spec
                && spec.name().equals("spec")
                && elements.get(1) instanceof FieldPath.Field selector
                && selector.name().equals("selector");
    }

    private void list(FieldPath path, JsonNode rendered, JsonNode live) {
        List<String> keys = KEYS.getOrDefault(path.last(), List.of());
        boolean ports = path.last().equals(PORTS);
        if (keys.isEmpty() && !ports) {
            whole(path, rendered, live);
            return;
        }
        for (JsonNode item : rendered) {
            JsonNode there = ports ? port(item, live) : find(keys, item, live);
            FieldPath place = path.item(ports ? portName(item) : label(keys, item), there);
            if (there.isMissingNode()) {
                differences.add(place);
            } else {
                compare(place, item, there);
            }
        }
    }

    /** Of equal length, and each element with all that was rendered. */
    private void whole(FieldPath path, JsonNode rendered, JsonNode live) {
        boolean same = rendered.isEmpty() || rendered.size() == live.size();
        for (int index = 0; same && index < rendered.size(); index++) {
            Drift element = new Drift();
            element.compare(path, rendered.get(index), live.get(index));
            same = element.differences.isEmpty();
        }
        if (!same) {
            differences.add(path);
        }
    }

    /** By name, which no two ports share, so that another number is seen as a change; then by number. */
    private static JsonNode port(JsonNode rendered, JsonNode live) {
        JsonNode named =
                rendered.hasNonNull("name") ? find(List.of("name"), rendered, live) : MissingNode.getInstance();
        return named.isMissingNode()
                ? StreamSupport.stream(live.spliterator(), false)
                        .filter(port -> number(port).equals(number(rendered)))
                        .findFirst()
                        .orElse(MissingNode.getInstance())
                : named;
    }

    private static String number(JsonNode port) {
        String number = port.hasNonNull("containerPort")
                ? port.path("containerPort").asText()
                : port.path("port").asText();
        return number + "/"
                + (port.hasNonNull("protocol") ? port.path("protocol").asText() : "TCP");
    }

    private static String portName(JsonNode port) {
        return port.hasNonNull("name") ? port.path("name").asText() : number(port);
    }

    private static JsonNode find(List<String> keys, JsonNode rendered, JsonNode live) {
        return StreamSupport.stream(live.spliterator(), false)
                .filter(item -> label(keys, item).equals(label(keys, rendered)))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static String label(List<String> keys, JsonNode item) {
        return String.join(
                "/", keys.stream().map(key -> item.path(key).asText()).toList());
    }

    private static boolean same(FieldPath path, JsonNode rendered, JsonNode live) {
        if (live.isMissingNode() || live.isNull()) {
            return isZero(rendered) && !ZERO_MATTERS.contains(path.last()) && !isValueOfMap(path);
        }
        if (rendered.isNumber() && live.isNumber()) {
            return rendered.decimalValue().compareTo(live.decimalValue()) == 0;
        }
        return rendered.asText().equals(live.asText())
                || (path.passes(QUANTITIES) && sameQuantity(rendered.asText(), live.asText()));
    }

    private static boolean isZero(JsonNode rendered) {
        return rendered.asText().isEmpty()
                || rendered.asText().equals("0")
                || rendered.asText().equals("false");
    }

    private static boolean isValueOfMap(FieldPath path) {
        int size = path.elements().size();
        return size > 1 && path.elements().get(size - 2) instanceof FieldPath.Field map && MAPS.contains(map.name());
    }

    private static boolean sameQuantity(String rendered, String live) {
        try {
            return Quantity.getAmountInBytes(Quantity.parse(rendered))
                            .compareTo(Quantity.getAmountInBytes(Quantity.parse(live)))
                    == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
