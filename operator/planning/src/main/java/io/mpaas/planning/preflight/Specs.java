package io.mpaas.planning.preflight;

import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.value.Say;

/** Whether it is known what is to run. */
final class Specs {
    private Specs() {}

    static Finding answer(Facts facts) {
        return facts.of(Seen.LOAD)
                .judge(load -> Finding.wrongIfAny(
                        load.problems().stream()
                                .map(problem -> Say.of("spec.problem").with("words", problem))
                                .toList(),
                        Say.of("spec.remedy"),
                        Say.of("spec.sound")
                                .with("installation", load.installation())
                                .with("release", load.release())
                                .with("number", load.workloads().size())));
    }
}
