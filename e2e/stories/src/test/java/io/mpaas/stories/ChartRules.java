package io.mpaas.stories;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a security team asks of rendered manifests, as kube-score does. Pure: manifests in, sentences out, none if all is well. */
final class ChartRules {
    private static final int LEAST_USER = 10_000;

    private final List<JsonNode> objects;
    private final SortedSet<String> broken = new TreeSet<>();

    private ChartRules(List<JsonNode> objects) {
        this.objects = objects;
    }

    static SortedSet<String> broken(List<JsonNode> objects) {
        ChartRules rules = new ChartRules(objects);
        rules.pods().forEach(rules::pod);
        rules.of("Deployment").forEach(rules::deployment);
        rules.of("Service").forEach(rules::service);
        rules.of("NetworkPolicy").forEach(rules::networkPolicy);
        Stream.of("Role", "ClusterRole").flatMap(rules::of).forEach(rules::role);
        return rules.broken;
    }

    /**
     * @param lasts whether it is to run for ever
     */
    private record Pod(String name, JsonNode labels, JsonNode spec, boolean lasts) {}

    private List<Pod> pods() {
        List<Pod> pods = new ArrayList<>();
        of("Deployment")
                .forEach(it -> pods.add(new Pod(
                        name(it), it.at("/spec/template/metadata/labels"), it.at("/spec/template/spec"), true)));
        of("Pod").forEach(it -> pods.add(new Pod(name(it), it.at("/metadata/labels"), it.path("spec"), false)));
        return pods;
    }

    private void pod(Pod pod) {
        JsonNode spec = pod.spec();
        JsonNode security = spec.path("securityContext");
        rule(security.path("runAsNonRoot").asBoolean(), pod.name(), "may run as root");
        rule(security.path("runAsUser").asInt() > LEAST_USER, pod.name(), "runs as a user that the node may have, too");
        rule(
                security.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
                pod.name(),
                "has no seccomp profile");
        rule(
                Stream.of("hostNetwork", "hostPID", "hostIPC")
                        .noneMatch(field -> spec.path(field).asBoolean()),
                pod.name(),
                "shares a namespace with its node");
        rule(items(spec.path("volumes")).noneMatch(volume -> volume.has("hostPath")), pod.name(), "mounts its node");
        rule(
                spec.has("serviceAccountName")
                        || !spec.path("automountServiceAccountToken").asBoolean(true),
                pod.name(),
                "has the token of the default account");
        items(spec.path("containers")).forEach(container -> container(pod, container));
        if (pod.lasts()) {
            rule(
                    Stream.of("Ingress", "Egress").allMatch(direction -> isLimited(pod, direction)),
                    pod.name(),
                    "is in no NetworkPolicy for ingress and egress");
        }
    }

    private void container(Pod pod, JsonNode container) {
        String name = pod.name() + "/" + name(container);
        rule(container.path("image").asText().matches(".*(:(?!latest$)[^/:]+|@sha256:.+)"), name, "has no fixed image");
        JsonNode security = container.path("securityContext");
        rule(security.path("readOnlyRootFilesystem").asBoolean(), name, "can write on its image");
        rule(!security.path("allowPrivilegeEscalation").asBoolean(true), name, "can gain privileges");
        rule(security.at("/capabilities/drop/0").asText().equals("ALL"), name, "keeps capabilities");
        for (String resource : List.of("cpu", "memory", "ephemeral-storage")) {
            rule(container.at("/resources/requests").has(resource), name, "requests no " + resource);
        }
        for (String resource : List.of("memory", "ephemeral-storage")) {
            rule(container.at("/resources/limits").has(resource), name, "has no limit of " + resource);
        }
        if (pod.lasts()) {
            JsonNode ready = container.path("readinessProbe");
            JsonNode alive = container.path("livenessProbe");
            rule(ready.isObject() && alive.isObject(), name, "lacks a probe");
            rule(!ready.path("httpGet").equals(alive.path("httpGet")), name, "is killed where it is not ready");
        }
    }

    private boolean isLimited(Pod pod, String direction) {
        return of("NetworkPolicy")
                .filter(policy -> selects(policy.at("/spec/podSelector/matchLabels"), pod.labels()))
                .flatMap(policy -> items(policy.at("/spec/policyTypes")))
                .anyMatch(type -> type.asText().equals(direction));
    }

    /** Where there are several, a node or a drain does not take them all. */
    private void deployment(JsonNode deployment) {
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        if (deployment.at("/spec/replicas").asInt() > 1) {
            rule(
                    of("PodDisruptionBudget")
                            .anyMatch(budget -> selects(budget.at("/spec/selector/matchLabels"), labels)),
                    name(deployment),
                    "has no disruption budget");
            rule(
                    items(deployment.at("/spec/template/spec/topologySpreadConstraints"))
                            .filter(spread ->
                                    spread.path("topologyKey").asText().equals("kubernetes.io/hostname"))
                            .anyMatch(spread -> selects(spread.at("/labelSelector/matchLabels"), labels)),
                    name(deployment),
                    "is not spread over nodes");
        }
    }

    private void service(JsonNode service) {
        items(service.at("/spec/ports"))
                .map(port -> port.path("targetPort").asText())
                .forEach(target -> rule(
                        pods().stream()
                                .filter(pod -> selects(service.at("/spec/selector"), pod.labels()))
                                .flatMap(pod -> items(pod.spec().path("containers")))
                                .flatMap(container -> items(container.path("ports")))
                                .anyMatch(port -> name(port).equals(target)),
                        name(service),
                        "leads to a port " + target + " that no pod has"));
    }

    /** The API server cannot be named, so the webhook is for everyone. */
    private void networkPolicy(JsonNode policy) {
        items(policy.at("/spec/ingress"))
                .filter(rule -> !rule.has("from"))
                .flatMap(rule -> rule.has("ports") ? items(rule.path("ports")) : Stream.of(rule))
                .forEach(port -> rule(
                        port.path("port").asText().equals("webhook"),
                        name(policy),
                        "opens more than the webhook to all"));
        items(policy.at("/spec/egress"))
                .filter(rule -> !rule.has("to"))
                .forEach(rule -> rule(
                        items(rule.path("ports"))
                                .allMatch(port -> port.path("port").asInt() == 53),
                        name(policy),
                        "lets more than DNS out to all"));
    }

    private void role(JsonNode role) {
        items(role.path("rules"))
                .flatMap(rule -> Stream.of("apiGroups", "resources", "verbs").flatMap(list -> items(rule.path(list))))
                .map(JsonNode::asText)
                .forEach(word -> rule(
                        !word.equals("*")
                                && !List.of("escalate", "bind", "pods/exec").contains(word),
                        name(role),
                        "grants " + word));
    }

    private void rule(boolean kept, String who, String sentence) {
        if (!kept) {
            broken.add(who + " " + sentence);
        }
    }

    private static boolean selects(JsonNode selector, JsonNode labels) {
        return !selector.isEmpty()
                && selector.properties().stream()
                        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    private Stream<JsonNode> of(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String name(JsonNode object) {
        return object.has("name")
                ? object.path("name").asText()
                : object.at("/metadata/name").asText();
    }
}
