package io.mpaas.planning.trial;

import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.value.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The answers to trials, as problems: each refusal an error of its component, all at once; what could not be tried a warning for each
 * reason.
 */
public final class Verdicts {
    private static final int WARNINGS = 5;
    private static final int LONGEST = 400;

    private final Map<Trial, Answer> answers = new LinkedHashMap<>();

    public void add(Trial trial, Answer answer) {
        answers.put(trial, answer);
    }

    /** Content hashes of the components of which everything was accepted. */
    public SortedMap<String, String> accepted(Trials trials) {
        SortedMap<String, String> accepted = new TreeMap<>(trials.left() == 0 ? trials.hashes() : Map.of());
        trials.all().stream()
                .filter(trial -> !(answers.get(trial) instanceof Answer.Accepted))
                .forEach(trial -> accepted.remove(trial.component()));
        return accepted;
    }

    /**
     * Everything that is wrong or not known, errors first.
     *
     * @param seconds how long there was to answer
     */
    public List<ReportedProblem> problems(Trials trials, long seconds) {
        Problems problems = new Problems();
        SortedMap<String, SortedSet<String>> open = new TreeMap<>();
        int late = 0;
        for (Trial trial : trials.all()) {
            switch (answers.get(trial)) {
                case null -> late++;
                case Answer.Accepted _ -> {}
                case Answer.Refused(List<String> why) ->
                    why.forEach(words -> problems.error(
                            Problems.Reason.RefusedByCluster,
                            "spec.components." + trial.component(),
                            "the API server would refuse " + trial.what() + ": " + shortened(words)));
                case Answer.Open(String why) ->
                    open.computeIfAbsent(shortened(why), _ -> new TreeSet<>()).add(trial.what());
            }
        }
        open.entrySet().stream()
                .limit(WARNINGS)
                .forEach(entry -> warn(problems, some(entry.getValue()) + " could not be tried: " + entry.getKey()));
        if (late > 0) {
            warn(problems, objects(late) + " could not be tried within " + seconds + " s");
        }
        if (trials.left() > 0) {
            warn(problems, objects(trials.left()) + " were not tried: at most " + Trials.MOST + " are, at once");
        }
        return problems.list();
    }

    private static void warn(Problems problems, String message) {
        problems.warning(
                Problems.Reason.NotTried,
                "spec.components",
                message + ". What the API server says of it will be on its component");
    }

    private static String objects(int number) {
        return number == 1 ? "1 object" : number + " objects";
    }

    private static String some(SortedSet<String> names) {
        return names.size() == 1 ? names.first() : names.first() + " and " + (names.size() - 1) + " more";
    }

    /** The API server prints long values as structures of Go; its own words are at the end. */
    private static String shortened(String words) {
        if (words.length() <= LONGEST) {
            return words;
        }
        String last = words.substring(words.lastIndexOf(": ") + 1).strip();
        String field = words.substring(0, Math.max(0, words.indexOf(": ")));
        String both = field.isEmpty() || last.startsWith(field) ? last : field + ": " + last;
        return both.length() <= LONGEST ? both : both.substring(0, LONGEST) + "…";
    }
}
