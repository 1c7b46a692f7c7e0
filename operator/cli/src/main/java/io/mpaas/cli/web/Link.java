package io.mpaas.cli.web;

import io.mpaas.planning.value.Say;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is shown is what is.
 *
 * @param live changes arrive
 * @param since of a link that is not: the last moment it was
 * @param why of a link that is not, as far as it is known
 */
public record Link(
        boolean live, @Nullable String since, @Nullable Say why) {
    public static final Link LIVE = new Link(true, null, null);
}
