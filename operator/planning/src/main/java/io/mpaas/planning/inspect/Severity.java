package io.mpaas.planning.inspect;

/** What it means that a check finds something wrong. */
public enum Severity {
    /** It will not work: Fail. */
    Required,
    /** It may work, and will hurt later: Warn. */
    Advised
}
