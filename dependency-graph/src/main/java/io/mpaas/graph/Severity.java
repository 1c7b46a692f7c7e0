package io.mpaas.graph;

/** How bad a {@link Problem} is. */
public enum Severity {
    /** Nothing is built from it. */
    ERROR,
    /** Legal, but worth a look. */
    WARNING
}
