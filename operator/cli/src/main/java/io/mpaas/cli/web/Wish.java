package io.mpaas.cli.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person wishes of one component.
 *
 * @param reason of a hold: why, shown to others
 */
public record Wish(Kind kind, String component, String reason) {
    /** Longest reason of a hold. */
    public static final int MAX_REASON = 400;

    /** The verbs, spelled as in the command line. */
    public enum Kind {
        HOLD,
        RESUME,
        RESTART;

        /** As in an address. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    public Wish {
        reason = reason.strip();
        reason = reason.substring(0, Math.min(MAX_REASON, reason.length()));
    }
}
