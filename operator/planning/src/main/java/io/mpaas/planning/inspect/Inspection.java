package io.mpaas.planning.inspect;

import io.mpaas.planning.inspect.Result.State;
import io.mpaas.planning.value.Say;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table of checks that is gone through as a whole. */
public final class Inspection {
    private final List<Check> checks;

    /**
     * @throws IllegalArgumentException if two have one id, or one comes after a check that is not before it
     */
    public Inspection(List<Check> checks) {
        Set<String> before = new LinkedHashSet<>();
        for (Check check : checks) {
            if (!before.containsAll(check.after())) {
                throw new IllegalArgumentException(
                        check.id() + " comes after " + check.after() + ", not all before it");
            }
            if (!before.add(check.id())) {
                throw new IllegalArgumentException("two checks are called " + check.id());
            }
        }
        this.checks = List.copyOf(checks);
    }

    /** Every id, in order. */
    public List<String> ids() {
        return checks.stream().map(Check::id).toList();
    }

    /**
     * Answers every question.
     *
     * @param accepted by id: why a person goes on although the check did not pass
     */
    public Report of(Facts facts, Map<String, String> accepted) {
        List<Result> results = new ArrayList<>();
        Map<String, String> blockers = new HashMap<>();
        for (Check check : checks) {
            Optional<String> blocker = check.after().stream()
                    .filter(blockers::containsKey)
                    .map(blockers::get)
                    .findFirst();
            Finding finding = blocker.<Finding>map(
                            id -> new Finding.NotChecked(Say.of("inspect.after").with("check", id)))
                    .orElseGet(() -> check.question().answer(facts));
            Result result = result(check, finding, accepted.get(check.id()));
            if (!result.lets()) {
                blockers.put(check.id(), blocker.orElse(check.id()));
            }
            results.add(result);
        }
        return new Report(results);
    }

    private static Result result(Check check, Finding finding, @Nullable String accepted) {
        return switch (finding) {
            case Finding.Fine(List<Say> evidence) -> result(check, State.Pass, evidence, null, null);
            case Finding.Wrong(List<Say> evidence, Say remedy) ->
                result(
                        check,
                        check.severity() == Severity.Required ? State.Fail : State.Warn,
                        evidence,
                        remedy,
                        accepted);
            case Finding.NotApplicable(Say why) -> result(check, State.NotApplicable, List.of(why), null, null);
            case Finding.NotChecked(Say why) -> result(check, State.NotChecked, List.of(why), null, accepted);
        };
    }

    private static Result result(
            Check check, State state, List<Say> evidence, @Nullable Say remedy, @Nullable String accepted) {
        return new Result(check.id(), check.severity(), state, evidence, remedy, accepted);
    }
}
