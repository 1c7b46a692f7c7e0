package io.mpaas.planning.inspect;

import io.mpaas.planning.value.Say;
import java.util.List;

/** What a question was answered with, before it is known how bad that is. */
public sealed interface Finding {
    /** All is well. */
    record Fine(List<Say> evidence) implements Finding {
        public Fine {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Something is wrong.
     *
     * @param evidence all of it, a line each, at least one
     * @param remedy a command to type, or what to do where none can be typed
     */
    record Wrong(List<Say> evidence, Say remedy) implements Finding {
        public Wrong {
            evidence = List.copyOf(evidence);
        }
    }

    /** The question does not arise here. */
    record NotApplicable(Say why) implements Finding {}

    /** There is no answer. */
    record NotChecked(Say why) implements Finding {}

    static Finding fine(Say... evidence) {
        return new Fine(List.of(evidence));
    }

    static Finding wrong(Say remedy, Say... evidence) {
        return new Wrong(List.of(evidence), remedy);
    }

    /** Wrong if there is evidence of it. */
    static Finding wrongIfAny(List<Say> evidence, Say remedy, Say otherwise) {
        return evidence.isEmpty() ? fine(otherwise) : new Wrong(evidence, remedy);
    }
}
