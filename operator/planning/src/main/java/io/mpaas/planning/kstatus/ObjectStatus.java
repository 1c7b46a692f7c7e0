package io.mpaas.planning.kstatus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * How far an object has come, by the rules of kstatus (sigs.k8s.io/cli-utils, pkg/kstatus), which kubectl-like tools share.
 *
 * <pre>
 *   deleted? ─▶ Terminating
 *   observedGeneration behind? ─▶ InProgress
 *   condition Reconciling ─▶ InProgress,  Stalled ─▶ Failed
 *   a kind of Kubernetes itself ─▶ the rule of {@link BuiltIn}
 *   condition Ready ─▶ True: Current, else InProgress
 *   nothing of all that ─▶ Current
 * </pre>
 *
 * So an object of a kind that reports no status counts as Current as soon as it exists.
 *
 * @param message why it is not Current, in the words of its own conditions where it has them; empty when it is
 */
public record ObjectStatus(Word word, String message) {
    /** Where an object stands. */
    public enum Word {
        Current,
        InProgress,
        Failed,
        Terminating
    }

    static final ObjectStatus CURRENT = new ObjectStatus(Word.Current, "");

    static ObjectStatus inProgress(String message) {
        return new ObjectStatus(Word.InProgress, message);
    }

    static ObjectStatus failed(String message) {
        return new ObjectStatus(Word.Failed, message);
    }

    public boolean current() {
        return word == Word.Current;
    }

    public static ObjectStatus of(JsonNode object) {
        if (object.at("/metadata/deletionTimestamp").isTextual()) {
            return new ObjectStatus(Word.Terminating, "is being deleted");
        }
        return generation(object)
                .or(() -> standardConditions(object))
                .or(() -> BuiltIn.status(object))
                .or(() -> readyCondition(object))
                .orElse(CURRENT);
    }

    private static Optional<ObjectStatus> generation(JsonNode object) {
        JsonNode wanted = object.at("/metadata/generation");
        JsonNode observed = object.at("/status/observedGeneration");
        boolean behind = wanted.isNumber() && observed.isNumber() && wanted.asLong() != observed.asLong();
        return behind
                ? Optional.of(inProgress("its controller has not seen the present spec: generation " + wanted.asLong()
                        + ", observed " + observed.asLong()))
                : Optional.empty();
    }

    /** The conditions that kstatus asks controllers to set while they are not done. */
    private static Optional<ObjectStatus> standardConditions(JsonNode object) {
        for (JsonNode condition : conditions(object)) {
            if (is(condition, "Reconciling", "True")) {
                return Optional.of(inProgress(text(condition)));
            }
            if (is(condition, "Stalled", "True")) {
                return Optional.of(failed(text(condition)));
            }
        }
        return Optional.empty();
    }

    private static Optional<ObjectStatus> readyCondition(JsonNode object) {
        for (JsonNode condition : conditions(object)) {
            if (condition.path("type").asText().equals("Ready")) {
                boolean ready = condition.path("status").asText().equals("True");
                return Optional.of(ready ? CURRENT : inProgress(text(condition)));
            }
        }
        return Optional.empty();
    }

    static JsonNode conditions(JsonNode object) {
        return object.at("/status/conditions");
    }

    static boolean is(JsonNode condition, String type, String status) {
        return condition.path("type").asText().equals(type)
                && condition.path("status").asText().equals(status);
    }

    /** Its message, else its reason, else which condition it is. */
    static String text(JsonNode condition) {
        String message = condition.path("message").asText("");
        String reason = condition.path("reason").asText("");
        if (!message.isEmpty()) {
            return reason.isEmpty() ? message : reason + ": " + message;
        }
        return reason.isEmpty()
                ? "condition " + condition.path("type").asText() + " is "
                        + condition.path("status").asText()
                : reason;
    }
}
