package io.mpaas.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** The cluster refuses what a component needs; a sentence for people. The component fails, others go on. */
final class Obstacle extends RuntimeException {
    static final int UNPROCESSABLE = 422;

    private static final long serialVersionUID = 1L;

    Obstacle(String message) {
        super(message);
    }

    /**
     * An obstacle, in the API server's words, which name the verb of a missing right, if it refused for good; else the exception
     * itself, for another try.
     */
    static RuntimeException orItself(String what, KubernetesClientException e) {
        boolean forbidden = e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
        boolean invalid = e.getCode() == UNPROCESSABLE || e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST;
        String words = e.getStatus() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
        return forbidden || invalid ? new Obstacle(what + " was refused: " + words) : e;
    }

    static RuntimeException orItself(HasMetadata object, KubernetesClientException e) {
        return orItself(describe(object), e);
    }

    static String describe(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
