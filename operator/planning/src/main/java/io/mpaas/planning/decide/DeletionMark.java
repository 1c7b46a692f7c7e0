package io.mpaas.planning.decide;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why the operator deletes a Component, written on the Component itself before it is deleted: never to be inferred from another
 * object, which a cache may show as it was.
 *
 * @param id of the installation
 * @param generation of the Installation that no longer wants the component
 */
public record DeletionMark(String id, long generation, Cause cause) {
    private static final Pattern FORM = Pattern.compile("([^/]+)/(\\d{1,18})/(Removed|Deleted)");

    /** What happened to the Installation. */
    public enum Cause {
        /** Its spec no longer has the component. */
        Removed,
        /** It is being deleted itself. */
        Deleted
    }

    /** The mark on a Component; empty if there is none, or if a person has written something else in its place. */
    public static Optional<DeletionMark> of(HasMetadata component) {
        return Optional.ofNullable(component.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Mpaas.DELETING_ANNOTATION))
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(found -> new DeletionMark(
                        found.group(1), Long.parseLong(found.group(2)), Cause.valueOf(found.group(3))));
    }

    @Override
    public String toString() {
        return id + "/" + generation + "/" + cause;
    }
}
