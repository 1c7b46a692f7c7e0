package io.mpaas.controller;

/** The cluster refuses what a component needs; a sentence for people. The component fails, others go on. */
final class Obstacle extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Obstacle(String message) {
        super(message);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
