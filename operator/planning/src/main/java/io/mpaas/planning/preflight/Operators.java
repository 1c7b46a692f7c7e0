package io.mpaas.planning.preflight;

import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.preflight.Seen.Definition;
import io.mpaas.planning.preflight.Seen.Operator;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.stream.Stream;

/** What of mPaaS itself a cluster has: operators and the definitions of their objects. */
final class Operators {
    private Operators() {}

    /** Two would write the same objects in turn. */
    static Finding one(Facts facts) {
        return facts.of(Seen.OPERATORS).judge(operators -> {
            if (operators.isEmpty()) {
                return new Finding.NotApplicable(Say.of("operator.none"));
            }
            List<Say> all = operators.stream().map(Operators::says).toList();
            return operators.size() == 1
                    ? Finding.fine(all.getFirst())
                    : new Finding.Wrong(
                            all,
                            Say.of("operator.remedy")
                                    .with("namespace", operators.getLast().namespace()));
        });
    }

    private static Say says(Operator operator) {
        return Say.of("operator.runs").with("version", operator.version()).with("namespace", operator.namespace());
    }

    static Finding definitions(Facts facts) {
        return facts.of(Seen.DEFINITIONS).judge(definitions -> {
            if (definitions.stream().allMatch(definition -> definition.present().isEmpty())) {
                return new Finding.NotApplicable(Say.of("crds.none"));
            }
            return Finding.wrongIfAny(
                    definitions.stream().flatMap(Operators::differs).toList(),
                    Say.of("crds.remedy"),
                    Say.of("crds.same").with("number", definitions.size()));
        });
    }

    private static Stream<Say> differs(Definition definition) {
        if (definition.present().isEmpty()) {
            return Stream.of(Say.of("crds.absent").with("name", definition.name()));
        }
        int present = definition.present().getAsInt();
        return present == definition.known()
                ? Stream.of()
                : Stream.of(Say.of(present < definition.known() ? "crds.older" : "crds.newer")
                        .with("name", definition.name())
                        .with("present", present)
                        .with("known", definition.known()));
    }
}
