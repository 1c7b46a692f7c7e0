package io.mpaas.planning.check;

import static io.mpaas.planning.value.Problems.Reason.InvalidName;
import static io.mpaas.planning.value.Problems.Reason.InvalidValue;
import static io.mpaas.planning.value.Problems.Reason.NameCollision;
import static io.mpaas.planning.value.Problems.Reason.NotForThisType;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.value.Problems;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Kubernetes refuses of a pod although every field of it is known: names, ports, duplicates in lists whose items have a key,
 * mounts without a volume, alternatives side by side. The API server has more rules; it is asked besides.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">Pod, API reference</a>
 */
public final class PodCheck {
    /** A label of RFC 1123. */
    static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /** A service name of RFC 6335: at least one letter, and no two hyphens in a row. */
    private static final Pattern PORT_NAME = Pattern.compile("(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?");

    /** Printable ASCII without {@code =}. */
    private static final Pattern VARIABLE = Pattern.compile("[ -<>-~]+");

    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");

    private final String path;
    private final Problems problems;
    private final Set<String> volumes;

    private PodCheck(String path, Set<String> volumes, Problems problems) {
        this.path = path;
        this.volumes = volumes;
        this.problems = problems;
    }

    /**
     * Checks the spec of a pod.
     *
     * @param given names of the volumes that the operator adds
     * @param type of the workload, which decides how pods end
     */
    public static void check(JsonNode pod, String path, Set<String> given, WorkloadType type, Problems problems) {
        Set<String> volumes = new HashSet<>(given);
        items(pod, "volumes").map(PodCheck::name).forEach(volumes::add);
        PodCheck check = new PodCheck(path, volumes, problems);
        check.volumes(pod, given);
        check.unique(pod, "hostAliases", path, item -> item.path("ip").asText(""));
        check.unique(
                pod,
                "topologySpreadConstraints",
                path,
                item -> item.path("topologyKey").asText("") + " "
                        + item.path("whenUnsatisfiable").asText(""));
        check.containers(pod);
        check.end(pod, type);
    }

    private void volumes(JsonNode pod, Set<String> given) {
        unique(pod, "volumes", path, PodCheck::name);
        items(pod, "volumes").forEach(volume -> {
            String name = name(volume);
            String where = path + ".volumes[" + name + "]";
            if (!LABEL.matcher(name).matches()) {
                problems.error(InvalidName, where + ".name", notALabel(name));
            } else if (given.contains(name)) {
                problems.error(NameCollision, where, "the operator makes a volume of this name: rename it");
            }
            long sources = volume.properties().stream()
                    .filter(field ->
                            !field.getValue().isNull() && !field.getKey().equals("name"))
                    .count();
            if (sources > 1) { // one without a source is an emptyDir
                problems.error(InvalidValue, where, "must have one source, not " + sources);
            }
        });
    }

    private void containers(JsonNode pod) {
        Set<String> seen = new LinkedHashSet<>();
        for (String list : List.of("initContainers", "containers")) {
            items(pod, list).forEach(container -> {
                String name = name(container);
                String where = path + "." + list + "[" + name + "]";
                if (!LABEL.matcher(name).matches()) {
                    problems.error(InvalidName, where + ".name", notALabel(name));
                } else if (!seen.add(name)) {
                    problems.error(
                            InvalidName, where + ".name", "two containers of the pod have this name: rename one");
                }
                container(container, where, list.equals("initContainers"));
            });
        }
    }

    private void container(JsonNode container, String where, boolean init) {
        String image = container.path("image").asText("");
        if (!image.isEmpty() && !image.strip().equals(image)) {
            problems.error(InvalidValue, where + ".image", "must not begin or end with a space");
        }
        unique(container, "env", where, PodCheck::name);
        items(container, "env").forEach(variable -> variable(variable, where));
        ports(container, where);
        unique(
                container,
                "volumeMounts",
                where,
                mount -> mount.path("mountPath").asText(""));
        items(container, "volumeMounts").forEach(mount -> mount(mount, where));
        for (String probe : PROBES) {
            JsonNode handler = container.path(probe);
            if (handler.isObject()) {
                oneHandler(handler, where + "." + probe);
                if (init && !"Always".equals(container.path("restartPolicy").asText())) {
                    problems.error(NotForThisType, where + "." + probe, "an init container is not probed: remove it");
                }
            }
        }
        resources(container.path("resources"), where + ".resources");
    }

    private void variable(JsonNode variable, String where) {
        String name = name(variable);
        if (!VARIABLE.matcher(name).matches()) {
            problems.error(
                    InvalidName,
                    where + ".env[" + name + "].name",
                    "\"" + name + "\" is not a valid environment variable name");
        }
        boolean twice = variable.hasNonNull("valueFrom")
                && !variable.path("value").asText("").isEmpty();
        Set<String> sources = Alternatives.tooMany(variable.path("valueFrom"));
        if (twice || !sources.isEmpty()) {
            problems.error(
                    InvalidValue,
                    where + ".env[" + name + "]",
                    "must have one source, not "
                            + String.join(" and ", twice ? Set.of("value", "valueFrom") : sources));
        }
    }

    private void ports(JsonNode container, String where) {
        unique(container, "ports", where, PodCheck::port);
        Set<String> names = new HashSet<>();
        items(container, "ports").forEach(port -> {
            String item = where + ".ports[" + port.path("containerPort").asText("") + "]";
            range(port.path("containerPort"), item + ".containerPort");
            if (port.hasNonNull("hostPort")) {
                range(port.path("hostPort"), item + ".hostPort");
            }
            String name = name(port);
            if (!name.isEmpty() && !PORT_NAME.matcher(name).matches()) {
                problems.error(
                        InvalidName,
                        item + ".name",
                        "\"" + name
                                + "\" is not a valid port name: at most 15 lower case letters, digits and single '-'");
            } else if (!name.isEmpty() && !names.add(name)) {
                problems.error(InvalidName, item + ".name", "two ports have the name " + name + ": rename one");
            }
        });
    }

    private void range(JsonNode port, String where) {
        if (port.asLong(0) < 1 || port.asLong(0) > 65_535) {
            problems.error(InvalidValue, where, "must be a port from 1 to 65535");
        }
    }

    private void mount(JsonNode mount, String where) {
        String name = name(mount);
        if (!volumes.contains(name)) {
            problems.error(
                    InvalidName,
                    where + ".volumeMounts[" + name + "].name",
                    "the pod has no volume " + name + "; it has "
                            + volumes.stream().sorted().collect(Collectors.joining(", ", "[", "]")));
        }
        if (mount.path("mountPath").asText("").isEmpty()) {
            problems.error(InvalidValue, where + ".volumeMounts[" + name + "].mountPath", "is missing");
        }
    }

    private void oneHandler(JsonNode handler, String where) {
        Set<String> many = Alternatives.tooMany(handler);
        if (!many.isEmpty()) {
            problems.error(
                    InvalidValue, where, "must have one handler, not " + String.join(" and ", many) + ": remove one");
        } else if (!Alternatives.hasHandler(handler)) {
            problems.error(InvalidValue, where, "must have a handler: exec, grpc, httpGet or tcpSocket");
        }
    }

    private void resources(JsonNode resources, String where) {
        resources.path("requests").properties().forEach(request -> {
            JsonNode limit = resources.path("limits").path(request.getKey());
            if (Quantities.isMore(request.getValue(), limit)) {
                problems.error(
                        InvalidValue,
                        where + ".requests." + request.getKey(),
                        "is more than the limit of " + limit.asText());
            }
        });
    }

    private void end(JsonNode pod, WorkloadType type) {
        String policy = pod.path("restartPolicy").asText("");
        boolean job = type == WorkloadType.Job;
        if (job && policy.equals("Always")) {
            problems.error(NotForThisType, path + ".restartPolicy", "a Job must have OnFailure or Never");
        } else if (!job && !policy.isEmpty() && !policy.equals("Always")) {
            problems.error(
                    NotForThisType, path + ".restartPolicy", "a " + type + " always restarts its pods: remove it");
        }
        if (!job && pod.hasNonNull("activeDeadlineSeconds")) {
            problems.error(
                    NotForThisType, path + ".activeDeadlineSeconds", "only the pods of a Job may have it: remove it");
        }
    }

    private void unique(JsonNode parent, String list, String where, Function<JsonNode, String> key) {
        Set<String> seen = new HashSet<>();
        items(parent, list)
                .map(key)
                .filter(item -> !item.isBlank() && !seen.add(item))
                .distinct()
                .forEach(item -> problems.error(
                        NameCollision, where + "." + list + "[" + item + "]", "is there twice: remove one"));
    }

    /** By number and protocol. */
    private static String port(JsonNode port) {
        return port.path("containerPort").asText("") + "/"
                + port.path("protocol").asText("TCP");
    }

    private static String name(JsonNode item) {
        return item.path("name").asText("");
    }

    static String notALabel(String name) {
        return "\"" + name
                + "\" must be at most 63 lower case letters, digits and '-', and begin and end with a letter or digit";
    }

    private static Stream<JsonNode> items(JsonNode parent, String list) {
        JsonNode items = parent.path(list);
        return items.isArray() ? items.valueStream().filter(JsonNode::isObject) : Stream.of();
    }
}
