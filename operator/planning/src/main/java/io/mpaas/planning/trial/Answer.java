package io.mpaas.planning.trial;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an API server says of a dry run, by the code of its answer.
 *
 * <pre>
 *   2xx, 409             Accepted   a name that is taken was found valid first
 *   413, 422             Refused    it says so of this content, and will again
 *   400                  Open       somebody's webhook allows no dry runs, or a field is of another type
 *   403                  Open       no permission, a quota that is used up, a policy of the site: not a fault of the spec
 *   404                  Open       its namespace or kind is not there yet
 *   429, 5xx, no answer  Open       the API server, or somebody's webhook, is away
 * </pre>
 *
 * What is Open is said as a warning and never holds anything up: the write itself will be judged when it is due.
 */
public sealed interface Answer {
    int CONFLICT = 409;
    int TOO_LARGE = 413;
    int UNPROCESSABLE = 422;

    /** It would be made. */
    record Accepted() implements Answer {}

    /** It would not be made: a sentence for each field, or one. */
    record Refused(List<String> why) implements Answer {
        public Refused {
            why = List.copyOf(why);
        }
    }

    /** Whether it would be made is not known, for a reason. */
    record Open(String why) implements Answer {}

    /**
     * The answer to what did not succeed.
     *
     * @param code of HTTP; 0 if there was none
     * @param words for people
     * @param status what came with it
     */
    static Answer of(int code, String words, Optional<Status> status) {
        return switch (code) {
            case CONFLICT -> new Accepted();
            case UNPROCESSABLE, TOO_LARGE -> new Refused(fields(words, status));
            default -> new Open(words);
        };
    }

    private static List<String> fields(String words, Optional<Status> status) {
        List<String> fields = causes(status)
                .filter(cause -> cause.getField() != null && !cause.getField().isEmpty())
                .map(cause -> cause.getField() + ": " + cause.getMessage())
                .distinct()
                .toList();
        return fields.isEmpty() ? List.of(words) : fields;
    }

    private static Stream<StatusCause> causes(Optional<Status> status) {
        return status.flatMap(all -> Optional.ofNullable(all.getDetails())).stream()
                .flatMap(details -> details.getCauses().stream());
    }

    /**
     * The same for what only stands in for what will be made: what is said of a field holds for both, anything else may be a rule
     * for the one that stands in.
     */
    static Answer ofStandIn(int code, String words, Optional<Status> status) {
        boolean ofFields = code == UNPROCESSABLE
                && causes(status)
                        .anyMatch(cause ->
                                cause.getField() != null && !cause.getField().isEmpty());
        return ofFields ? of(code, words, status) : new Accepted();
    }
}
