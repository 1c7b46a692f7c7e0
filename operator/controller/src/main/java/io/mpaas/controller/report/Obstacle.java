package io.mpaas.controller.report;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The cluster refuses what a component needs; a sentence for people. The component fails, others go on. */
public class Obstacle extends RuntimeException {
    public static final int UNPROCESSABLE = 422;

    /** When what was refused is tried again. */
    public static final Duration RETRY = Duration.ofSeconds(10);

    private static final Set<String> IN_ORDER = Set.of("foregroundDeletion", "orphan");
    private static final int LONGEST = 400;
    private static final int SHOWN = 5;
    private static final long serialVersionUID = 1L;

    public Obstacle(String message) {
        super(message);
    }

    /**
     * An obstacle, in the API server's words, which name the verb of a missing permission, if it refused for good; else
     * {@link Unavailable}, for another try.
     */
    public static RuntimeException orUnavailable(String what, KubernetesClientException e) {
        if (!isRefusal(e)) {
            return new Unavailable(what, e);
        }
        String sentence = what + " was refused: " + words(e);
        return e.getCode() == UNPROCESSABLE ? new Invalid(sentence) : new Obstacle(sentence);
    }

    /** What the API server said or, if it said nothing, what happened on the way. */
    public static String words(KubernetesClientException e) {
        if (e.getStatus() == null || e.getStatus().getMessage() == null) {
            return String.valueOf(e.getMessage());
        }
        String message = e.getStatus().getMessage();
        return message.length() <= LONGEST ? message : causes(e).orElse(message.substring(0, LONGEST) + "…");
    }

    /** Field by field what is wrong; without the values where they are long, for they are printed as structures of Go. */
    private static Optional<String> causes(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus().getDetails())
                .map(details -> details.getCauses().stream()
                        .map(cause -> cause.getField() + ": " + lastWords(String.valueOf(cause.getMessage())))
                        .distinct()
                        .limit(SHOWN)
                        .collect(Collectors.joining("; ")))
                .filter(text -> !text.isEmpty());
    }

    private static String lastWords(String message) {
        if (message.length() <= LONGEST / SHOWN * 2) {
            return message;
        }
        String words = message.substring(message.lastIndexOf(": ") + 1).strip();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }

    /** Whether the API server will say so again. */
    public static boolean isRefusal(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                || e.getCode() == UNPROCESSABLE
                || e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST;
    }

    public static RuntimeException orUnavailable(HasMetadata object, KubernetesClientException e) {
        return orUnavailable(describe(object), e);
    }

    public static String describe(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    /** Whether it is being deleted and somebody keeps it from going. */
    public static boolean isHeld(HasMetadata object) {
        return object.isMarkedForDeletion() && !holders(object).isEmpty();
    }

    /** An object that comes again when it is gone. */
    public static Obstacle held(HasMetadata object) {
        return new Obstacle(describe(object) + " is being deleted, and finalizer " + String.join(", ", holders(object))
                + " holds it: it is made again when that is gone");
    }

    /** But for what Kubernetes sets while it deletes in order. */
    private static List<String> holders(HasMetadata object) {
        List<String> finalizers = object.getMetadata().getFinalizers();
        return finalizers == null
                ? List.of()
                : finalizers.stream().filter(name -> !IN_ORDER.contains(name)).toList();
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** What was sent is not valid or, of an object that exists, cannot be changed. */
    public static final class Invalid extends Obstacle {
        private static final long serialVersionUID = 1L;

        public Invalid(String message) {
            super(message);
        }
    }
}
