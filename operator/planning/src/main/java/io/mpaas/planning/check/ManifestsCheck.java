package io.mpaas.planning.check;

import static io.mpaas.planning.value.Problems.Reason.InvalidName;
import static io.mpaas.planning.value.Problems.Reason.InvalidValue;
import static io.mpaas.planning.value.Problems.Reason.NameCollision;
import static io.mpaas.planning.value.Problems.Reason.NotForThisType;
import static io.mpaas.planning.value.Problems.Reason.ServiceAccountNeeded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.ObjectKey;
import io.mpaas.planning.value.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What is wrong with the objects of a component of the type Manifests, as far as can be told without a cluster. */
public final class ManifestsCheck {
    /** All objects of a component: they are kept in one Component and once more in one ControllerRevision. */
    public static final int MAX_BYTES = 768 * 1024;

    /** Kinds that need no ServiceAccount: namespaced, and nothing that gives anybody a right. */
    static final Set<String> HARMLESS = new TreeSet<>(Set.of(
            "ConfigMap",
            "Service",
            "apps/DaemonSet",
            "apps/Deployment",
            "apps/StatefulSet",
            "policy/PodDisruptionBudget"));

    /** Kinds that take data, or objects of others, with them when they go. */
    private static final Set<String> WITH_DATA = Set.of(
            "Namespace", "PersistentVolume", "PersistentVolumeClaim", "apiextensions.k8s.io/CustomResourceDefinition");

    private static final Pattern API_VERSION = Pattern.compile("([a-z0-9.-]+/)?v[0-9][a-z0-9]*");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]([-a-zA-Z0-9.:]{0,251}[a-zA-Z0-9])?");

    private final Problems problems;
    private final Map<ObjectKey, String> seen = new HashMap<>();

    private ManifestsCheck(Problems problems) {
        this.problems = problems;
    }

    static void check(List<JsonNode> objects, String path, Problems problems) {
        if (objects.isEmpty()) {
            problems.error(InvalidValue, path, "must have at least one object");
        }
        ManifestsCheck check = new ManifestsCheck(problems);
        for (int i = 0; i < objects.size(); i++) {
            check.object(objects.get(i), path + "[" + i + "]");
        }
        check.size(objects, path);
    }

    /** Kinds among the objects that the operator applies by the rights of a ServiceAccount only. */
    public static void checkRights(String component, List<JsonNode> objects, Problems problems) {
        Set<String> needed = needingAccount(objects);
        if (!needed.isEmpty()) {
            problems.error(
                    ServiceAccountNeeded,
                    "spec.serviceAccountName",
                    component + " has objects of the kind " + String.join(", ", needed)
                            + ": name a ServiceAccount of this namespace that may apply them (without one only "
                            + String.join(", ", HARMLESS) + ")");
        }
    }

    /** Kinds among the objects that the operator does not apply by its own permissions. */
    public static Set<String> needingAccount(List<JsonNode> objects) {
        Set<String> needed = new TreeSet<>();
        objects.stream()
                .map(object -> ObjectKey.of(object).groupKind())
                .filter(kind -> !HARMLESS.contains(kind))
                .forEach(needed::add);
        return needed;
    }

    private void object(JsonNode object, String path) {
        if (!object.isObject()) {
            problems.error(InvalidValue, path, "must be a Kubernetes object, not " + object);
            return;
        }
        String version = object.path("apiVersion").asText("");
        if (!API_VERSION.matcher(version).matches()) {
            problems.error(
                    InvalidValue, path + ".apiVersion", "must be there, such as apps/v1, not \"" + version + "\"");
        }
        kind(object, path);
        name(object, path);
        if (object.path("metadata").has("namespace")) {
            problems.error(
                    InvalidValue,
                    path + ".metadata.namespace",
                    "every object goes into the namespace of the Installation: remove it");
        }
        ReservedNames.check(object.at("/metadata/labels"), path + ".metadata.labels", problems);
        annotations(object, path + ".metadata.annotations");
        ReservedNames.check(
                object.at("/spec/template/metadata/labels"), path + ".spec.template.metadata.labels", problems);
        if (object.has("stringData")) {
            problems.error(InvalidValue, path + ".stringData", "nobody could see whether it was changed: use data");
        }
        String before = seen.putIfAbsent(ObjectKey.of(object), path);
        if (before != null) {
            problems.error(NameCollision, path, "is the same object as " + before + ": remove one");
        }
    }

    private void annotations(JsonNode object, String path) {
        JsonNode annotations = object.at("/metadata/annotations").deepCopy();
        if (annotations instanceof ObjectNode others && others.has(Mpaas.REPLACE_ANNOTATION)) {
            JsonNode value = others.remove(Mpaas.REPLACE_ANNOTATION);
            if (!value.asText().equals("true")) {
                problems.error(
                        InvalidValue, path + "[" + Mpaas.REPLACE_ANNOTATION + "]", "must be \"true\", or absent");
            } else if (hasData(ObjectKey.of(object))) {
                problems.error(
                        InvalidValue,
                        path + "[" + Mpaas.REPLACE_ANNOTATION + "]",
                        "a " + ObjectKey.of(object).kind() + " is never replaced: its data would go with it");
            }
        }
        ReservedNames.check(annotations, path, problems);
    }

    /** Whether it may be deleted and made anew where it cannot be changed in place. */
    public static boolean isReplaceable(JsonNode object) {
        return object.at("/metadata/annotations")
                        .path(Mpaas.REPLACE_ANNOTATION)
                        .asText()
                        .equals("true")
                && !hasData(ObjectKey.of(object));
    }

    /** What to do about an object that cannot be changed in place, but could be made anew. */
    public static String wayOut(ObjectKey key) {
        return hasData(key)
                ? ". It cannot be changed in place: give it another name"
                : ". It cannot be changed in place, but made anew: delete it, or set its annotation "
                        + Mpaas.REPLACE_ANNOTATION + ": \"true\" in the Release";
    }

    private static boolean hasData(ObjectKey key) {
        return WITH_DATA.contains(key.groupKind());
    }

    private void kind(JsonNode object, String path) {
        ObjectKey key = ObjectKey.of(object);
        if (key.kind().isEmpty()) {
            problems.error(InvalidValue, path + ".kind", "is missing");
        } else if (key.kind().equals("List")) {
            problems.error(InvalidValue, path + ".kind", "write the items of a List one by one");
        } else if (key.group().equals(Mpaas.GROUP)) {
            problems.error(NotForThisType, path + ".kind", "a component cannot be made of kinds of " + Mpaas.GROUP);
        }
    }

    private void name(JsonNode object, String path) {
        String name = ObjectKey.of(object).name();
        if (name.isEmpty()) {
            problems.error(InvalidName, path + ".metadata.name", "is missing; generateName is not enough");
        } else if (!NAME.matcher(name).matches()) {
            problems.error(InvalidName, path + ".metadata.name", "\"" + name + "\" is no name of an object");
        }
    }

    private void size(List<JsonNode> objects, String path) {
        int all = 0;
        int largest = 0;
        String where = path;
        for (int i = 0; i < objects.size(); i++) {
            int bytes = objects.get(i).toString().length();
            all += bytes;
            if (bytes > largest) {
                largest = bytes;
                where = path + "[" + i + "]";
            }
        }
        if (all > MAX_BYTES) {
            problems.error(
                    InvalidValue,
                    path,
                    "has " + all / 1024 + " KiB of JSON, " + MAX_BYTES / 1024
                            + " KiB fit into one component: the largest is " + where + " with " + largest / 1024
                            + " KiB; split it into several components");
        }
    }
}
