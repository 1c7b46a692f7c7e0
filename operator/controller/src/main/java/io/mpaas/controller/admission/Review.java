package io.mpaas.controller.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.controller.skew.NewerFields;
import io.mpaas.controller.skew.NewerValues;
import io.mpaas.planning.check.ReleaseCheck;
import io.mpaas.planning.value.Problems;
import java.util.List;
import java.util.Optional;

/**
 * Answers one AdmissionReview (admission.k8s.io/v1). Denies what is wrong in the object itself; only warns about a Release that
 * may arrive later, as in one {@code kubectl apply -f folder}.
 */
final class Review {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_WARNING = 250;

    static {
        new NewerFields().customize(JSON);
    }

    private final InstallationReview installations;

    Review(InstallationReview installations) {
        this.installations = installations;
    }

    /** The answer to a review, both as JSON. */
    JsonNode answer(JsonNode review) {
        JsonNode request = review.path("request");
        List<ReportedProblem> problems = unchanged(request) ? List.of() : problems(request);
        List<ReportedProblem> errors =
                problems.stream().filter(Problems::isError).toList();
        ObjectNode answer = JSON.createObjectNode();
        answer.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode response = answer.putObject("response");
        response.put("uid", request.path("uid").asText()).put("allowed", errors.isEmpty());
        if (!errors.isEmpty()) {
            response.putObject("status")
                    .put("code", 422)
                    .put("reason", "Invalid")
                    .put("message", text(request, errors));
        }
        ArrayNode warnings = response.putArray("warnings");
        problems.stream()
                .filter(problem -> !Problems.isError(problem))
                .map(problem -> problem.field() + ": " + problem.message())
                .map(warning -> warning.length() > MAX_WARNING ? warning.substring(0, MAX_WARNING) + "…" : warning)
                .forEach(warnings::add);
        return answer;
    }

    /** An update that leaves the spec alone, or one of an object that goes, is never held up. */
    private static boolean unchanged(JsonNode request) {
        JsonNode object = request.path("object");
        return object.path("metadata").has("deletionTimestamp")
                || (request.path("oldObject").has("spec")
                        && !NewerValues.isTooDeep(object)
                        && request.path("oldObject").path("spec").equals(object.path("spec")));
    }

    private List<ReportedProblem> problems(JsonNode request) {
        JsonNode object = request.path("object");
        return switch (request.path("kind").path("kind").asText()) {
            case "Release" -> {
                Release release = read(object, Release.class);
                yield notUnderstood(release).orElseGet(() -> ReleaseCheck.check(release.getSpec()));
            }
            case "Installation" -> {
                Installation installation = read(object, Installation.class);
                yield notUnderstood(installation)
                        .orElseGet(() -> installations.problems(
                                request.path("namespace").asText(), installation, before(request)));
            }
            default -> List.of();
        };
    }

    private static <T> T read(JsonNode object, Class<T> kind) {
        try {
            return JSON.treeToValue(object, kind);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** Errors where it cannot be read; warnings where the operator that is about to replace this one can. */
    private static Optional<List<ReportedProblem>> notUnderstood(HasMetadata object) {
        List<ReportedProblem> errors = NewerValues.unreadable(object);
        if (!errors.isEmpty()) {
            return Optional.of(errors);
        }
        List<ReportedProblem> warnings = NewerValues.newer(object).stream()
                .map(problem ->
                        new ReportedProblem(Problems.WARNING, problem.reason(), problem.field(), problem.message()))
                .toList();
        return warnings.isEmpty() ? Optional.empty() : Optional.of(warnings);
    }

    /** What it was, if it can be read. */
    private static Optional<InstallationSpec> before(JsonNode request) {
        JsonNode old = request.path("oldObject");
        if (!old.has("spec") || NewerValues.isTooDeep(old)) {
            return Optional.empty();
        }
        Installation before = read(old, Installation.class);
        return NewerValues.unreadable(before).isEmpty() ? Optional.of(before.getSpec()) : Optional.empty();
    }

    private static String text(JsonNode request, List<ReportedProblem> errors) {
        String kind = request.path("kind").path("kind").asText();
        String count = errors.size() == 1 ? "1 problem" : errors.size() + " problems";
        StringBuilder text = new StringBuilder(kind + " " + request.path("name").asText() + " has " + count + ":");
        errors.forEach(problem -> text.append("\n* ")
                .append(problem.field())
                .append(": ")
                .append(problem.message().replace("\n", "\n  ")));
        return text.append("\nNothing was changed.").toString();
    }
}
