package io.mpaas.graph;

/** What kind of mistake a {@link Problem} is; stable, for tools that read the JSON. */
public enum Code {
    /** Startup ∪ runtime has a cycle. */
    CYCLE,
    /** A cycle that needs optional edges: legal. */
    OPTIONAL_CYCLE,
    /** A cycle through candidates of alternatives: an error among first or chosen ones, else a warning. */
    ALTERNATIVE_CYCLE,
    /** The order of updates has a cycle; a warning where only candidates that are not the first close it. */
    UPDATE_CYCLE,
    /** A component needs itself, or updates after itself. */
    SELF_DEPENDENCY,
    /** A dependency, candidate or update predecessor that does not exist. */
    UNKNOWN_DEPENDENCY,
    /** A component that does not exist is configured, or has dependencies. */
    UNKNOWN_COMPONENT,
    /** An installation chooses for an alternative that the component does not have. */
    UNKNOWN_ALTERNATIVE,
    /** An installation chooses a candidate that the alternative does not have. */
    UNKNOWN_CANDIDATE,
    /** An alternative of which no candidate exists or may be used. */
    NO_CANDIDATE,
    /** An alternative that names a candidate twice, or a component that has two alternatives of one name. */
    DUPLICATE_CANDIDATE,
    /** A dependency that is neither startup, runtime nor optional. */
    NO_KIND,
    /** A component is skipped although one that is installed needs it. */
    SKIPPED_NEEDED,
    /** A component is skipped and external at once. */
    SKIPPED_EXTERNAL
}
