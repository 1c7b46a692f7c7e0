package io.mpaas.planning.pods;

/**
 * The members that a StatefulSet has in other sites.
 *
 * @param size how many there are to be; those of a site that nobody hears from count
 * @param ready those that are known to be Ready
 */
public record Fellows(int size, int ready) {
    /** It has all its members in one site. */
    public static final Fellows NONE = new Fellows(0, 0);
}
