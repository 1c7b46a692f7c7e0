package io.mpaas.planning.infrastructure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.AddOn;
import io.mpaas.planning.value.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Renders the objects that Cluster API makes a cluster of: same spec, same bytes.
 *
 * <pre>
 *   Cluster ─▶ what the provider makes (networks, endpoint)
 *      └─▶ KubeadmControlPlane, one MachineDeployment per zone ─▶ templates, named by their content
 *   MachineHealthCheck of both; ClusterResourceSet with the namespace and the add-ons
 * </pre>
 */
public final class Rendering {
    private static final String CLUSTER_LABEL = "cluster.x-k8s.io/cluster-name";
    private static final String CONTROL_PLANE_LABEL = "cluster.x-k8s.io/control-plane";
    private static final String DEPLOYMENT_LABEL = "cluster.x-k8s.io/deployment-name";
    private static final String POD_SECURITY = "baseline";
    private static final int SHORT = 8;
    /** Of servers; when more are silent at a time, that is not their sickness but the network's, and nothing is replaced. */
    private static final int SICK_PERCENT = 40;
    /** How often a server of the control plane is replaced in a row. */
    private static final int MOST_TRIES = 5;
    /** How long a server may take to become a node. */
    private static final Duration STARTUP = Duration.ofMinutes(20);
    /** How long a node may be silent until its server is replaced. */
    private static final Duration SILENCE = Duration.ofMinutes(10);
    /** How long pods of a server that is replaced may take to go. */
    private static final Duration DRAIN = Duration.ofMinutes(30);

    private final Infrastructure infrastructure;
    private final Blueprint blueprint;
    private final String name;

    private Rendering(Infrastructure infrastructure) {
        this.infrastructure = infrastructure;
        this.blueprint = infrastructure.blueprint();
        this.name = blueprint.name();
    }

    /** All of them, in the order in which they are to be applied. */
    public static List<ObjectNode> of(Infrastructure infrastructure) {
        return new Rendering(infrastructure).objects();
    }

    /** The Cluster among them. */
    public static ObjectNode cluster(Infrastructure infrastructure) {
        return new Rendering(infrastructure).cluster();
    }

    /** Kinds of all of them, and of those in which the provider tells more. */
    public static List<ApiKind> kinds(Infrastructure infrastructure) {
        return Stream.concat(of(infrastructure).stream().map(ApiKind::of), infrastructure.telling().stream())
                .distinct()
                .toList();
    }

    private List<ObjectNode> objects() {
        ObjectNode controlPlanes = infrastructure.machines(Infrastructure.Role.CONTROL_PLANE);
        ObjectNode workers = infrastructure.machines(Infrastructure.Role.WORKER);
        ObjectNode config = byContent(
                ApiKind.NODE_CONFIG,
                Infrastructure.Role.WORKER,
                blueprint,
                Fields.of("joinConfiguration", registration()));
        return Stream.of(
                        Stream.of(
                                namespace(),
                                addOns(),
                                infrastructure.cluster(),
                                cluster(),
                                controlPlanes,
                                workers,
                                config,
                                controlPlane(controlPlanes)),
                        deployments(workers, config).stream(),
                        Stream.of(
                                check("control-plane", Map.of(CONTROL_PLANE_LABEL, ""), blueprint.controlPlanes()),
                                check("workers", blueprint.labels(), blueprint.workers())))
                .flatMap(one -> one)
                .toList();
    }

    /** The operator makes no namespace in a cluster of others; this one is its own. */
    private ObjectNode namespace() {
        String manifest = Json.pretty(Fields.of("apiVersion", "v1")
                .and("kind", "Namespace")
                .and(
                        "metadata",
                        Fields.of("name", blueprint.namespace())
                                .and("labels", Map.of("pod-security.kubernetes.io/enforce", POD_SECURITY))));
        ObjectNode map = object(ApiKind.CONFIG_MAP, name + "-namespace", blueprint, new Fields());
        map.putObject("data").put("namespace.json", manifest);
        return map;
    }

    private ObjectNode addOns() {
        List<Fields> resources = new ArrayList<>();
        resources.add(resource(AddOn.Kind.ConfigMap, name + "-namespace"));
        blueprint.addOns().forEach(addOn -> resources.add(resource(addOn.kind(), addOn.name())));
        return object(
                ApiKind.RESOURCE_SET,
                name,
                blueprint,
                Fields.of("strategy", "Reconcile")
                        .and("clusterSelector", Map.of("matchLabels", blueprint.labels()))
                        .and("resources", resources));
    }

    private static Fields resource(AddOn.Kind kind, String name) {
        return Fields.of("kind", kind.name()).and("name", name);
    }

    private ObjectNode cluster() {
        return object(
                ApiKind.CLUSTER,
                name,
                blueprint,
                Fields.of(
                                "clusterNetwork",
                                Map.of(
                                        "pods", Map.of("cidrBlocks", List.of(blueprint.pods())),
                                        "services", Map.of("cidrBlocks", List.of(blueprint.services())),
                                        "serviceDomain", "cluster.local"))
                        .and("controlPlaneRef", ApiKind.CONTROL_PLANE.reference(name))
                        .and("infrastructureRef", reference(infrastructure.cluster())));
    }

    private ObjectNode controlPlane(ObjectNode template) {
        return object(
                ApiKind.CONTROL_PLANE,
                name,
                blueprint,
                Fields.of("replicas", blueprint.controlPlanes())
                        .and("version", blueprint.version())
                        .and(
                                "machineTemplate",
                                Map.of(
                                        "spec",
                                        Fields.of("infrastructureRef", reference(template))
                                                .and("deletion", Map.of("nodeDrainTimeoutSeconds", DRAIN.toSeconds()))))
                        .and("kubeadmConfigSpec", kubeadm())
                        .and("remediation", remediation()));
    }

    private Map<String, Object> kubeadm() {
        return Map.of(
                "clusterConfiguration",
                Map.of("controllerManager", Map.of("extraArgs", List.of(argument("cloud-provider", "external")))),
                "initConfiguration",
                registration(),
                "joinConfiguration",
                registration());
    }

    private static Map<String, Object> remediation() {
        return Map.of(
                "maxRetry",
                MOST_TRIES,
                "retryPeriodSeconds",
                STARTUP.toSeconds(),
                "minHealthyPeriodSeconds",
                STARTUP.multipliedBy(3).toSeconds());
    }

    private List<ObjectNode> deployments(ObjectNode template, ObjectNode config) {
        List<ObjectNode> all = new ArrayList<>();
        for (int zone = 0; zone < blueprint.zones().size(); zone++) {
            all.add(deployment(
                    blueprint.zones().get(zone), blueprint.workersByZone().get(zone), template, config));
        }
        return all;
    }

    private ObjectNode deployment(String zone, int replicas, ObjectNode template, ObjectNode config) {
        String own = name + "-" + Infrastructure.Role.WORKER.word() + "-" + word(zone);
        Fields machine = Fields.of("clusterName", name)
                .and("version", blueprint.version())
                .and("failureDomain", zone)
                .and("bootstrap", Map.of("configRef", reference(config)))
                .and("infrastructureRef", reference(template))
                .and("deletion", Map.of("nodeDrainTimeoutSeconds", DRAIN.toSeconds()));
        return object(
                ApiKind.MACHINE_DEPLOYMENT,
                own,
                blueprint,
                Fields.of("clusterName", name)
                        .and("replicas", replicas)
                        .and("selector", Map.of("matchLabels", Map.of(DEPLOYMENT_LABEL, own, CLUSTER_LABEL, name)))
                        .and("template", Map.of("metadata", Map.of("labels", workerLabels(own)), "spec", machine)));
    }

    private Map<String, Object> workerLabels(String deployment) {
        Fields labels = Fields.of(DEPLOYMENT_LABEL, deployment).and(CLUSTER_LABEL, name);
        blueprint.labels().forEach(labels::and);
        return labels.written();
    }

    /** A zone as part of a name; zones are named as a cloud likes. */
    private static String word(String zone) {
        return zone.matches("[a-z0-9]([a-z0-9-]{0,14}[a-z0-9])?") ? zone : "z" + shortHash(zone);
    }

    /** @param servers how many it is about */
    private ObjectNode check(String of, Map<String, String> labels, int servers) {
        List<Fields> unhealthy = Stream.of("Unknown", "False")
                .map(status ->
                        Fields.of("type", "Ready").and("status", status).and("timeoutSeconds", SILENCE.toSeconds()))
                .toList();
        return object(
                ApiKind.MACHINE_HEALTH_CHECK,
                name + "-" + of,
                blueprint,
                Fields.of("clusterName", name)
                        .and("selector", Map.of("matchLabels", labels))
                        .and(
                                "checks",
                                Map.of(
                                        "nodeStartupTimeoutSeconds",
                                        STARTUP.toSeconds(),
                                        "unhealthyNodeConditions",
                                        unhealthy))
                        .and(
                                "remediation",
                                Map.of(
                                        "triggerIf",
                                        Map.of(
                                                "unhealthyLessThanOrEqualTo",
                                                Math.max(1, servers * SICK_PERCENT / 100)))));
    }

    private static Fields argument(String name, String value) {
        return Fields.of("name", name).and("value", value);
    }

    private Map<String, Object> registration() {
        List<Fields> arguments = infrastructure.kubelet().entrySet().stream()
                .map(entry -> argument(entry.getKey(), entry.getValue()))
                .toList();
        return Map.of(
                "nodeRegistration", Fields.of("name", "{{ local_hostname }}").and("kubeletExtraArgs", arguments));
    }

    /** An object that never changes: its name ends with the hash of its content. */
    static ObjectNode byContent(ApiKind kind, Infrastructure.Role role, Blueprint blueprint, Fields spec) {
        String name = blueprint.name() + "-" + role.word() + "-" + shortHash(spec);
        return object(kind, name, blueprint, Fields.of("template", Map.of("spec", spec)));
    }

    private static String shortHash(Object value) {
        String hash = Json.hash(value);
        return hash.substring(hash.length() - SHORT);
    }

    static ObjectNode object(ApiKind kind, String name, Blueprint blueprint, Fields spec) {
        Fields object = Fields.of("apiVersion", kind.apiVersion())
                .and("kind", kind.kind())
                .and("metadata", Fields.of("name", name).and("labels", blueprint.labels()))
                .and("spec", spec.written());
        return (ObjectNode) Json.sorted(Json.tree(object));
    }

    private static Fields reference(ObjectNode object) {
        String apiVersion = object.path("apiVersion").asText();
        return Fields.of("apiGroup", apiVersion.substring(0, apiVersion.indexOf('/')))
                .and("kind", object.path("kind").asText())
                .and("name", object.at("/metadata/name").asText());
    }
}
