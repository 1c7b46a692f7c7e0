package io.mpaas.planning.review;

import org.jspecify.annotations.Nullable;

/**
 * One field of a component that differs.
 *
 * @param path within the component; elements of a list that have names are told by them: {@code pod.containers[main].image}
 * @param before null where it is new; strings as they are, anything else as JSON
 * @param after null where it is gone
 */
public record FieldChange(
        String path,
        Aspect aspect,
        @Nullable String before,
        @Nullable String after) {

    /** What a reviewer looks for. */
    public enum Aspect {
        Image,
        Size,
        Other
    }
}
