package io.mpaas.planning.review;

/**
 * Something that the new Release can suffer from and the old one could not.
 *
 * @param component whom it is about; empty where it is about the Release as a whole
 * @param sentence for people
 */
public record Risk(Kind kind, String component, String sentence) {

    /** What sort of risk it is. */
    public enum Kind {
        /** One pod that others cannot do without at run time. */
        SinglePoint,
        /** It runs more than once, and needs something that runs once. */
        WeakerDependency,
        /** A start takes longer. */
        LongerStart,
        /** What runs is decided by a tag, which may move. */
        ImageNotPinned
    }
}
