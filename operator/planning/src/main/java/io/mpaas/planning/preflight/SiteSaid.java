package io.mpaas.planning.preflight;

import static io.mpaas.planning.inspect.Check.required;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.planning.inspect.Fact;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.inspect.Inspection;
import io.mpaas.planning.value.Say;
import java.util.List;

/**
 * A cluster elsewhere, asked about from the operator's own: there is no other way in than the operator's, so what its checks there came
 * to is told. A person who has a kubeconfig of that cluster sees more by {@link Preflight} there.
 */
public final class SiteSaid {
    /** The Site's condition PreflightPassed. */
    public static final Fact<Condition> CONDITION = new Fact<>("what the operator found there");

    /** The table, of one question. */
    public static final Inspection CHECKS = new Inspection(List.of(required("site", SiteSaid::answer)));

    private SiteSaid() {}

    private static Finding answer(Facts facts) {
        return facts.of(CONDITION).judge(condition -> {
            String words = condition.getMessage();
            return switch (condition.getStatus()) {
                case "True" -> Finding.fine(Say.of("site.passed").with("words", words));
                case "False" ->
                    Finding.wrong(Say.of("site.remedy"), Say.of("site.failed").with("words", words));
                default -> new Finding.NotChecked(Say.of("site.unknown").with("words", words));
            };
        });
    }
}
