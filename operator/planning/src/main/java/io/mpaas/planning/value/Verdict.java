package io.mpaas.planning.value;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether something is the case, as far as anybody knows. Spelled as the status of a condition is.
 *
 * <p>What cannot be asked is Unknown, not False: a gate opens on True only, and while a verdict is Unknown nothing is held to be a
 * failure.
 */
public enum Verdict {
    True,
    False,
    Unknown;

    public static Verdict of(boolean known) {
        return known ? True : False;
    }

    /** An answer that has not come is Unknown. */
    public static Verdict of(Optional<Boolean> answer) {
        return answer.map(Verdict::of).orElse(Unknown);
    }

    /** What a condition says; a status that is none of the three words says nothing. */
    public static Verdict of(Condition condition) {
        return Stream.of(True, False)
                .filter(verdict -> verdict.name().equals(condition.getStatus()))
                .findFirst()
                .orElse(Unknown);
    }

    /** Both: one that is False decides, whatever the other is. */
    public Verdict and(Verdict other) {
        if (this == False || other == False) {
            return False;
        }
        return this == True ? other : this;
    }

    /** Either: one that is True decides, whatever the other is. */
    public Verdict or(Verdict other) {
        if (this == True || other == True) {
            return True;
        }
        return this == False ? other : this;
    }

    /** All of them; True of none. */
    public static Verdict all(Stream<Verdict> verdicts) {
        return verdicts.reduce(True, Verdict::and);
    }

    public boolean isTrue() {
        return this == True;
    }
}
