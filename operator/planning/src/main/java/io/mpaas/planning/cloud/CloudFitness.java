package io.mpaas.planning.cloud;

import io.mpaas.planning.inspect.Report;
import io.mpaas.planning.inspect.Result;
import io.mpaas.planning.inspect.Result.State;
import io.mpaas.planning.site.Fitness;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Say;
import io.mpaas.planning.value.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the checks of a cloud come to, in the status of a Site: each that failed with what to do, for none may hide another. */
public final class CloudFitness {
    private static final int MOST = 8;

    private CloudFitness() {}

    /**
     * In one sentence.
     *
     * @param texts of the sentences of checks, in the language of the status
     */
    public static Fitness of(String site, Report report, Map<String, String> texts) {
        List<Result> failed = report.results().stream()
                .filter(result -> result.state() == State.Fail && result.accepted() == null)
                .toList();
        String all = "`kubectl mpaas preflight --site " + site + "` shows all";
        if (failed.isEmpty()) {
            return new Fitness(Verdict.True, Reason.ChecksPassed, passed(report) + "; " + all);
        }
        String words = failed.stream().limit(MOST).map(one -> words(one, texts)).collect(Collectors.joining(". "));
        String more = failed.stream().skip(MOST).map(Result::id).collect(Collectors.joining(", "));
        return new Fitness(
                Verdict.False,
                Reason.ChecksFailed,
                words + (more.isEmpty() ? "" : ". Failed, too: " + more) + ". " + all
                        + "; to go on all the same: `kubectl mpaas site accept " + site + " --check "
                        + failed.getFirst().id() + " --reason TEXT`");
    }

    private static String words(Result result, Map<String, String> texts) {
        Say remedy = result.remedy();
        String evidence =
                result.evidence().stream().limit(MOST).map(one -> one.in(texts)).collect(Collectors.joining(", "));
        return "Check " + result.id() + " failed: " + evidence
                + (remedy == null ? "" : "; what to do: " + remedy.in(texts));
    }

    private static String passed(Report report) {
        return report.count(State.Pass) + " checks of the cloud passed" + ids("; warned: ", report, State.Warn)
                + ids("; failed and accepted: ", report, State.Fail)
                + ids("; not checked: ", report, State.NotChecked);
    }

    private static String ids(String title, Report report, State state) {
        String ids = report.results().stream()
                .filter(result -> result.state() == state)
                .map(Result::id)
                .collect(Collectors.joining(", "));
        return ids.isEmpty() ? "" : title + ids;
    }
}
