package io.mpaas.planning.kstatus;

import static io.mpaas.planning.kstatus.ObjectStatus.CURRENT;
import static io.mpaas.planning.kstatus.ObjectStatus.failed;
import static io.mpaas.planning.kstatus.ObjectStatus.inProgress;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of kstatus for kinds of Kubernetes itself. One differs: a pod that cannot be scheduled is InProgress, for kstatus
 * calls it Failed by the clock, and we have none.
 */
final class BuiltIn {
    private static final Map<String, Function<JsonNode, ObjectStatus>> RULES = Map.ofEntries(
            Map.entry("ConfigMap", _ -> CURRENT),
            Map.entry("Secret", _ -> CURRENT),
            Map.entry("Service", BuiltIn::service),
            Map.entry("Pod", BuiltIn::pod),
            Map.entry("PersistentVolumeClaim", BuiltIn::claim),
            Map.entry("apps/Deployment", BuiltIn::deployment),
            Map.entry("apps/StatefulSet", BuiltIn::statefulSet),
            Map.entry("apps/DaemonSet", BuiltIn::daemonSet),
            Map.entry("apps/ReplicaSet", BuiltIn::replicaSet),
            Map.entry("batch/CronJob", _ -> CURRENT),
            Map.entry("batch/Job", BuiltIn::job),
            Map.entry("policy/PodDisruptionBudget", _ -> CURRENT),
            Map.entry("apiextensions.k8s.io/CustomResourceDefinition", BuiltIn::definition));

    private BuiltIn() {}

    static Optional<ObjectStatus> status(JsonNode object) {
        String version = object.path("apiVersion").asText();
        String group = version.contains("/") ? version.substring(0, version.indexOf('/') + 1) : "";
        Function<JsonNode, ObjectStatus> rule =
                RULES.get(group + object.path("kind").asText());
        return Optional.ofNullable(rule).map(known -> known.apply(object));
    }

    private static ObjectStatus service(JsonNode object) {
        boolean balanced = object.at("/spec/type").asText().equals("LoadBalancer");
        boolean address = !object.at("/spec/clusterIP").asText("").isEmpty();
        return balanced && !address ? inProgress("has no cluster address yet") : CURRENT;
    }

    private static ObjectStatus claim(JsonNode object) {
        String phase = object.at("/status/phase").asText("unknown");
        return phase.equals("Bound") ? CURRENT : inProgress("is not bound: " + phase);
    }

    private static ObjectStatus pod(JsonNode object) {
        String phase = object.at("/status/phase").asText("");
        return switch (phase) {
            case "Succeeded", "Failed" -> CURRENT;
            case "Running" -> runningPod(object);
            default -> inProgress(phase.isEmpty() ? "is not seen by a node yet" : phase);
        };
    }

    private static ObjectStatus runningPod(JsonNode object) {
        if (condition(object, "Ready", "True") != null) {
            return CURRENT;
        }
        for (JsonNode container : object.at("/status/containerStatuses")) {
            if (container.at("/state/waiting/reason").asText().equals("CrashLoopBackOff")) {
                return failed("container " + container.path("name").asText() + " crashes again and again");
            }
        }
        return inProgress("runs and is not ready");
    }

    private static ObjectStatus deployment(JsonNode object) {
        for (JsonNode condition : ObjectStatus.conditions(object)) {
            if (condition.path("reason").asText().equals("ProgressDeadlineExceeded")) {
                return failed(ObjectStatus.text(condition));
            }
        }
        Counts counts = new Counts(object);
        int wanted = counts.wanted();
        int updated = counts.of("updatedReplicas");
        return counts.atLeast("replicas", wanted)
                .or(() -> counts.atLeast("updatedReplicas", wanted))
                .or(() -> counts.noneLeftOver())
                .or(() -> counts.atLeast("availableReplicas", updated))
                .or(() -> counts.atLeast("readyReplicas", wanted))
                .orElseGet(() -> rolledOut(object));
    }

    /** The controller sets Progressing only where there is a deadline. */
    private static ObjectStatus rolledOut(JsonNode object) {
        int deadline = object.at("/spec/progressDeadlineSeconds").asInt(Integer.MAX_VALUE);
        JsonNode progressing = condition(object, "Progressing", "True");
        boolean done = deadline == Integer.MAX_VALUE
                || (progressing != null && progressing.path("reason").asText().equals("NewReplicaSetAvailable"));
        if (!done) {
            return inProgress("its new pods are not available");
        }
        return condition(object, "Available", "True") == null ? inProgress("is not available") : CURRENT;
    }

    private static ObjectStatus statefulSet(JsonNode object) {
        if (object.at("/spec/updateStrategy/type").asText().equals("OnDelete")) {
            return CURRENT;
        }
        Counts counts = new Counts(object);
        int wanted = counts.wanted();
        JsonNode partition = object.at("/spec/updateStrategy/rollingUpdate/partition");
        return counts.atLeast("replicas", wanted)
                .or(() -> counts.atLeast("readyReplicas", wanted))
                .or(() -> counts.noneLeftOver())
                .or(() -> partition.isNumber()
                        ? counts.atLeast("updatedReplicas", wanted - partition.asInt())
                        : counts.atLeast("currentReplicas", wanted).or(() -> sameRevision(object)))
                .orElse(CURRENT);
    }

    private static Optional<ObjectStatus> sameRevision(JsonNode object) {
        boolean same = object.at("/status/currentRevision")
                .asText("")
                .equals(object.at("/status/updateRevision").asText(""));
        return same ? Optional.empty() : Optional.of(inProgress("its pods are not all of the new revision"));
    }

    private static ObjectStatus daemonSet(JsonNode object) {
        JsonNode desired = object.at("/status/desiredNumberScheduled");
        if (!object.at("/status/observedGeneration").isNumber() || !desired.isNumber()) {
            return inProgress("is not seen by its controller yet");
        }
        Counts counts = new Counts(object);
        int wanted = desired.asInt();
        return counts.atLeast("currentNumberScheduled", wanted)
                .or(() -> counts.atLeast("updatedNumberScheduled", wanted))
                .or(() -> counts.atLeast("numberAvailable", wanted))
                .or(() -> counts.atLeast("numberReady", wanted))
                .orElse(CURRENT);
    }

    private static ObjectStatus replicaSet(JsonNode object) {
        JsonNode failure = condition(object, "ReplicaFailure", "True");
        if (failure != null) {
            return inProgress(ObjectStatus.text(failure));
        }
        Counts counts = new Counts(object);
        int wanted = counts.wanted();
        return counts.atLeast("fullyLabeledReplicas", wanted)
                .or(() -> counts.atLeast("availableReplicas", wanted))
                .or(() -> counts.atLeast("readyReplicas", wanted))
                .or(() -> counts.noneLeftOver())
                .orElse(CURRENT);
    }

    /** A Job that runs is Current; who needs its end makes it a component of its own. */
    private static ObjectStatus job(JsonNode object) {
        if (condition(object, "Complete", "True") != null || condition(object, "Suspended", "True") != null) {
            return CURRENT;
        }
        JsonNode failure = condition(object, "Failed", "True");
        if (failure != null) {
            return failed(ObjectStatus.text(failure));
        }
        return object.at("/status/startTime").isTextual() ? CURRENT : inProgress("has not begun");
    }

    private static ObjectStatus definition(JsonNode object) {
        for (JsonNode condition : ObjectStatus.conditions(object)) {
            boolean installing = condition.path("reason").asText().equals("Installing");
            if (ObjectStatus.is(condition, "NamesAccepted", "False")
                    || (ObjectStatus.is(condition, "Established", "False") && !installing)) {
                return failed(ObjectStatus.text(condition));
            }
        }
        return condition(object, "Established", "True") == null ? inProgress("is not established yet") : CURRENT;
    }

    private static @Nullable JsonNode condition(JsonNode object, String type, String status) {
        for (JsonNode condition : ObjectStatus.conditions(object)) {
            if (ObjectStatus.is(condition, type, status)) {
                return condition;
            }
        }
        return null;
    }

    /** Numbers of pods in a status; one that is missing is none. */
    private record Counts(JsonNode object) {
        int of(String field) {
            return object.path("status").path(field).asInt(0);
        }

        int wanted() {
            return object.at("/spec/replicas").asInt(1);
        }

        Optional<ObjectStatus> atLeast(String field, int wanted) {
            int there = of(field);
            return there < wanted ? Optional.of(inProgress(field + " " + there + "/" + wanted)) : Optional.empty();
        }

        Optional<ObjectStatus> noneLeftOver() {
            int extra = of("replicas") - wanted();
            return extra > 0 ? Optional.of(inProgress(extra + " old pods are still there")) : Optional.empty();
        }
    }
}
