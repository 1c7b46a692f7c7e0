package io.mpaas.planning.inspect;

import io.mpaas.planning.value.Say;
import java.util.Optional;
import java.util.function.Function;

/** What came of reading a fact: there is a value, or a reason why there is none. */
public sealed interface Reading<T> {
    /** It was read. */
    record Known<T>(T value) implements Reading<T> {}

    /** It was not, for this reason. */
    record Unknown<T>(Say why) implements Reading<T> {}

    /** What follows from the value; without one the check was not made. */
    default Finding judge(Function<T, Finding> judgement) {
        return switch (this) {
            case Known<T>(T value) -> judgement.apply(value);
            case Unknown<T>(Say why) -> new Finding.NotChecked(why);
        };
    }

    /** For a fact that adds something and may be missing. */
    default Optional<T> known() {
        return switch (this) {
            case Known<T>(T value) -> Optional.of(value);
            case Unknown<T> _ -> Optional.empty();
        };
    }
}
