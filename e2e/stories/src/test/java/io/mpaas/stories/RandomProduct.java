package io.mpaas.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A Release and an Installation of it made at random of all that a spec can say, and right by construction. The same seed makes
 * the same.
 *
 * @param name of both
 */
record RandomProduct(String name, ObjectNode release, ObjectNode installation) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TYPES =
            List.of("Deployment", "Deployment", "StatefulSet", "StatefulSet", "DaemonSet", "Job", "Manifests");

    /** What a container may have besides its name and image. */
    private static final List<String> OF_CONTAINERS = List.of(
            "{'ports': [{'containerPort': 8080, 'name': 'http'}, {'containerPort': 8080, 'protocol': 'UDP'}]}",
            "{'env': [{'name': 'A', 'value': 'b'}, {'name': 'NODE', 'valueFrom': {'fieldRef': {'fieldPath': 'spec.nodeName'}}}]}",
            "{'env': [{'name': 'WORD', 'valueFrom': {'secretKeyRef': {'name': 'words', 'key': 'word', 'live': true}}}]}",
            "{'envFrom': [{'configMapRef': {'name': 'settings', 'optional': true}, 'prefix': 'P_'}]}",
            "{'resources': {'requests': {'cpu': '100m', 'memory': '64Mi'}, 'limits': {'cpu': 1, 'memory': '1Gi'}}}",
            "{'readinessProbe': {'httpGet': {'path': '/ready', 'port': 8080}, 'periodSeconds': 2}}",
            "{'livenessProbe': {'tcpSocket': {'port': 8080}, 'initialDelaySeconds': 5, 'failureThreshold': 10}}",
            "{'startupProbe': {'exec': {'command': ['true']}}}",
            "{'lifecycle': {'preStop': {'exec': {'command': ['sleep', '1']}}}}",
            "{'command': ['sh', '-c'], 'args': ['exec main'], 'workingDir': '/tmp'}",
            "{'imagePullPolicy': 'Always', 'terminationMessagePolicy': 'File'}",
            "{'securityContext': {'runAsUser': 1000, 'runAsNonRoot': true, 'capabilities': {'drop': ['ALL']}}}",
            "{'volumeMounts': [{'name': 'scratch', 'mountPath': '/scratch'}, {'name': 'files', 'mountPath': '/etc/files', 'readOnly': true}]}");
    /** What a pod may have besides its containers. */
    private static final List<String> OF_PODS = List.of(
            "{'terminationGracePeriodSeconds': 5}",
            "{'nodeSelector': {'pool': 'mpaas'}, 'tolerations': [{'key': 'pool', 'operator': 'Exists', 'effect': 'NoSchedule'}]}",
            "{'securityContext': {'fsGroup': 1000, 'seccompProfile': {'type': 'RuntimeDefault'}}}",
            "{'serviceAccountName': 'default', 'automountServiceAccountToken': true}",
            "{'hostAliases': [{'ip': '10.0.0.1', 'hostnames': ['a.bank']}]}",
            "{'dnsPolicy': 'ClusterFirst', 'dnsConfig': {'options': [{'name': 'ndots', 'value': '2'}]}}",
            "{'imagePullSecrets': [{'name': 'harbor'}], 'enableServiceLinks': true}",
            "{'imagePullSecrets': null, 'volumes': null, 'initContainers': null, 'tolerations': null, 'nodeSelector': null}",
            "{'initContainers': [{'name': 'before', 'image': 'r.example/before:1', 'command': ['true']}]}",
            "{'affinity': {'podAntiAffinity': {'preferredDuringSchedulingIgnoredDuringExecution': [{'weight': 1, 'podAffinityTerm':"
                    + " {'topologyKey': 'kubernetes.io/hostname', 'labelSelector': {'matchLabels': {'a': 'b'}}}}]}}}");

    private static final String VOLUMES = "[{'name': 'scratch', 'emptyDir': {'sizeLimit': '1Gi'}},"
            + " {'name': 'files', 'configMap': {'name': 'files', 'items': [{'key': 'a', 'path': 'b'}], 'optional': true}}]";
    private static final List<String> OBJECTS = List.of(
            "{'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'a-OBJECT'}, 'data': {'HERE': '$(MPAAS_NAMESPACE)'}}",
            "{'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 'b-OBJECT'}, 'spec': {'selector': {'a': 'b'}, 'ports': [{'port': 80}]}}",
            "{'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'c-OBJECT'}, 'spec': {'selector': {'matchLabels': {'a': 'b'}},"
                    + " 'template': {'metadata': {'labels': {'a': 'b'}}, 'spec': {'containers': [{'name': 'main', 'image': 'x'}]}}}}",
            "{'apiVersion': 'policy/v1', 'kind': 'PodDisruptionBudget', 'metadata': {'name': 'd-OBJECT'},"
                    + " 'spec': {'maxUnavailable': 1, 'selector': {'matchLabels': {'a': 'b'}}}}");
    /** What an Installation may say besides its Release and tier. */
    private static final List<String> OF_INSTALLATIONS = List.of(
            "{'images': {'registry': 'harbor.bank:5000/mpaas', 'pullSecrets': ['harbor']}}",
            "{'defaults': {'storageClass': 'ssd', 'nodeSelector': {'zone': 'a'}, 'tolerations': [{'key': 'mpaas', 'operator': 'Exists'}]}}",
            "{'rollout': {'maxConcurrentStarts': 3, 'componentTimeout': '1h30m', 'onFailure': 'Hold'}}",
            "{'deletion': {'data': 'Delete', 'onStall': 'Skip', 'stallTimeout': '90s'}}",
            "{'state': 'Stopped'}",
            "{'products': ['All']}");
    /** What it may say of a component with pods. */
    private static final List<String> OF_SETTINGS = List.of(
            "{'config': {'LEVEL': 'debug', 'a.b-c': '1'}}",
            "{'podTemplate': {'metadata': {'labels': {'team': 'a'}, 'annotations': {'b': 'c'}}}}",
            "{'podTemplate': {'spec': {'priorityClassName': 'high', 'containers': [{'name': 'main', 'env': [{'name': 'A', 'value': 'z'}]}]}}}",
            "{'podTemplate': {'spec': {'containers': [{'name': 'beside', 'image': 'r.example/beside:2'}], 'terminationGracePeriodSeconds': null}}}");

    static RandomProduct of(long seed) {
        return new Maker(seed).make();
    }

    /** Both as files for {@code kubectl mpaas lint}. */
    String yaml() {
        return release + "\n---\n" + installation + "\n";
    }

    private static final class Maker {
        private final Random random;
        private final String name;
        private final List<String> names = new ArrayList<>();
        private final ObjectNode components = JSON.createObjectNode();

        Maker(long seed) {
            this.random = new Random(seed);
            this.name = "random-" + seed;
        }

        RandomProduct make() {
            int count = 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                String component = "c" + i + "-x".repeat(chance(8) ? 18 : random.nextInt(3));
                components.set(component, component(component));
                names.add(component);
            }
            ObjectNode release = document("Release");
            ObjectNode spec = release.putObject("spec").put("version", "1");
            names.forEach(spec.putObject("products").putArray("All")::add);
            spec.set("components", components);
            return new RandomProduct(name, release, installation());
        }

        private ObjectNode component(String component) {
            String type = one(TYPES);
            ObjectNode made = JSON.createObjectNode().put("type", type);
            if (chance(3)) {
                made.put("typicalStartSeconds", random.nextInt(100)).put("description", "does something");
            }
            needs(made);
            if (type.equals("Manifests")) {
                ArrayNode objects = made.putArray("manifests");
                OBJECTS.stream()
                        .filter(object -> objects.isEmpty() || chance(2))
                        .forEach(object -> objects.add(json(object.replace("OBJECT", component))));
                return made;
            }
            made.set("pod", pod(type));
            if (chance(3)) {
                made.putObject("config").put("LEVEL", "info").put("x.y-z", "");
            }
            if (chance(4)) {
                made.putArray("readyWhen").add("has(workload.metadata) && size(workload.metadata.name) > 0");
            }
            if (!type.equals("Job")) {
                serves(made, type);
            }
            return made;
        }

        private void serves(ObjectNode made, String type) {
            boolean set = type.equals("StatefulSet");
            boolean votes = set && chance(2);
            if (votes) {
                made.putObject("quorum");
            }
            if (!type.equals("DaemonSet")) {
                int more = random.nextInt(3);
                made.putObject("replicas").put("SingleNode", 1).put("SingleRoom", votes ? 3 + 2 * more : 1 + more);
            }
            if (set && chance(2)) {
                ObjectNode storage = made.putObject("storage");
                storage.putObject("data")
                        .put("size", one(List.of("1Gi", "200M", "0.5Ti")))
                        .put("mountPath", "/data");
                if (chance(2)) {
                    storage.putObject("log").put("size", "10Gi").put("mountPath", "/log");
                }
            }
            if (chance(2)) {
                ObjectNode provides = made.putObject("provides").put("port", 1 + random.nextInt(65535));
                if (chance(2)) {
                    provides.put("type", "mysql")
                            .putObject("secret")
                            .putArray("generate")
                            .add("root")
                            .add("app.1");
                }
                if (chance(2)) {
                    made.putObject("external").put("protocol", "mysql").put("versions", ">=8.0");
                }
            }
            if (chance(4)) {
                made.putObject("expose").putObject("http").put("port", 443);
            }
        }

        /** Of components that are there already, so that there is no cycle. */
        private void needs(ObjectNode made) {
            for (String other : names) {
                boolean job = components.at("/" + other + "/type").asText().equals("Job");
                if (chance(3)) {
                    ArrayNode kinds = made.withObject("/dependsOn").putArray(other);
                    kinds.add(job || chance(2) ? "startup" : "runtime");
                    if (chance(3) && !job) {
                        kinds.add("optional");
                    }
                } else if (chance(12) && !job && !made.has("dependsOnOneOf")) {
                    ObjectNode need = made.putObject("dependsOnOneOf").putObject("store");
                    need.putArray("of").add(other);
                    need.putArray("kinds").add("startup");
                }
            }
        }

        private ObjectNode pod(String type) {
            ObjectNode pod = JSON.createObjectNode();
            ObjectNode main = pod.putArray("containers").addObject().put("name", "main");
            main.put("image", "r.example/team/main@sha256:" + "0".repeat(64));
            OF_CONTAINERS.stream().filter(_ -> chance(4)).forEach(part -> main.setAll(json(part)));
            if (type.equals("Job")) {
                main.remove(List.of("livenessProbe", "readinessProbe", "startupProbe"));
            }
            OF_PODS.stream().filter(_ -> chance(5)).forEach(part -> pod.setAll(json(part)));
            if (main.has("volumeMounts") || chance(5)) {
                pod.set("volumes", tree(VOLUMES));
            }
            return pod;
        }

        private ObjectNode installation() {
            ObjectNode installation = document("Installation");
            ObjectNode spec = installation.putObject("spec").put("release", name);
            spec.put("tier", chance(2) ? "SingleNode" : "SingleRoom");
            OF_INSTALLATIONS.stream().filter(_ -> chance(4)).forEach(part -> spec.setAll(json(part)));
            for (String component : names) {
                if (chance(2)) {
                    ObjectNode settings = settings((ObjectNode) components.get(component));
                    spec.withObject("/components").set(component, settings);
                }
            }
            return installation;
        }

        private ObjectNode settings(ObjectNode component) {
            ObjectNode settings = JSON.createObjectNode();
            String type = component.path("type").asText();
            if (component.has("external") && chance(3)) {
                settings.putObject("external")
                        .put("host", "db.bank")
                        .put("port", 3306)
                        .put("credentialsSecret", "bank-db");
                return settings;
            }
            if (List.of("Deployment", "StatefulSet").contains(type) && chance(2)) {
                settings.put("replicas", 1 + 2 * random.nextInt(4));
            }
            if (component.at("/storage/data").isObject() && chance(2)) {
                settings.putObject("storage")
                        .putObject("data")
                        .put("size", "2Gi")
                        .put("storageClass", "fast");
            }
            if (component.has("pod")) {
                settings.setAll(json(one(OF_SETTINGS)));
            }
            return settings;
        }

        private ObjectNode document(String kind) {
            ObjectNode document = JSON.createObjectNode()
                    .put("apiVersion", "mpaas.io/v1alpha1")
                    .put("kind", kind);
            document.putObject("metadata").put("name", name);
            return document;
        }

        private boolean chance(int oneIn) {
            return random.nextInt(oneIn) == 0;
        }

        private String one(List<String> list) {
            return list.get(random.nextInt(list.size()));
        }
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) tree(text);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
