package io.mpaas.planning.preflight;

import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.inspect.Report;
import io.mpaas.planning.inspect.Result;
import io.mpaas.planning.inspect.Result.State;
import io.mpaas.planning.site.Fitness;
import io.mpaas.planning.site.Reach;
import io.mpaas.planning.site.SitePermissions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Say;
import io.mpaas.planning.value.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A cluster elsewhere as the operator sees it with its own credentials there: the checks of {@link Preflight}, with fewer facts than a
 * person reads. What it does not see is NotChecked.
 *
 * @param site its name
 * @param reach Reachable: then it answers, is the cluster that it was, is new enough, and grants the permissions
 * @param nodes all of them
 * @param ownPods of the Installation
 */
public record SiteLook(
        String site, Reach reach, List<Node> nodes, List<StorageClass> storageClasses, List<Pod> ownPods) {
    private static final String ALL = "`kubectl mpaas preflight` there shows all";

    public SiteLook {
        nodes = List.copyOf(nodes);
        storageClasses = List.copyOf(storageClasses);
        ownPods = List.copyOf(ownPods);
    }

    /** What its namespace is, and what limits it. */
    public record Limits(
            Reading<Seen.Place> namespace, Reading<List<ResourceQuota>> quotas, Reading<List<LimitRange>> ranges) {}

    /**
     * What becomes of every check.
     *
     * @param load what is to run there
     * @param accepted by id: why it need not pass
     */
    public Report report(Limits limits, Reading<Load> load, Map<String, String> accepted) {
        String name = "Site " + site;
        Facts facts = Facts.NONE
                .with(
                        Seen.CONTACT,
                        new Seen.Contact(name, 200, "", reach.version().orElse("")))
                .with(Seen.OLDEST_MINOR, Reach.OLDEST_MINOR)
                .with(Seen.IDENTITY, new Seen.Identity("the operator", reach.identity()))
                .with(Seen.PERMISSIONS, new Seen.Permissions(SitePermissions.number(), new TreeSet<>()))
                .with(Seen.LOAD, load)
                .with(Seen.NODES, nodes)
                .with(Seen.NAMESPACE, limits.namespace())
                .with(Seen.QUOTAS, limits.quotas())
                .with(Seen.LIMITS, limits.ranges())
                .with(Seen.OWN_PODS, ownPods)
                .with(Seen.STORAGE_CLASSES, storageClasses);
        return Preflight.CHECKS.of(facts, accepted);
    }

    /**
     * What a report comes to.
     *
     * @param texts of the sentences of checks, in the language of the status
     */
    public Fitness fitness(Report report, Map<String, String> texts) {
        List<Result> failed = report.results().stream()
                .filter(result -> result.state() == State.Fail && result.accepted() == null)
                .toList();
        return failed.isEmpty()
                ? new Fitness(Verdict.True, Reason.ChecksPassed, passed(report, texts))
                : new Fitness(Verdict.False, Reason.ChecksFailed, failed(failed, texts));
    }

    private static String passed(Report report, Map<String, String> texts) {
        return report.count(State.Pass) + " checks passed"
                + ids("; warned: ", report, result -> result.state() == State.Warn)
                + ids("; failed and accepted: ", report, result -> result.state() == State.Fail)
                + unchecked(report, texts)
                + "; " + ALL;
    }

    /** Those that could be made in part say how far. */
    private static String unchecked(Report report, Map<String, String> texts) {
        String all = report.results().stream()
                .filter(result -> result.state() == State.NotChecked)
                .map(result -> {
                    Say why = result.evidence().getFirst();
                    boolean partly = why.id().startsWith(result.id() + ".");
                    return result.id() + (partly ? " (" + why.in(texts) + ")" : "");
                })
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : "; not checked from here: " + all;
    }

    private static String ids(String title, Report report, Predicate<Result> which) {
        String ids = report.results().stream().filter(which).map(Result::id).collect(Collectors.joining(", "));
        return ids.isEmpty() ? "" : title + ids;
    }

    private String failed(List<Result> failed, Map<String, String> texts) {
        Result first = failed.getFirst();
        Say remedy = first.remedy();
        int more = first.evidence().size() - 1;
        String others = failed.stream().skip(1).map(Result::id).collect(Collectors.joining(", "));
        return "check " + first.id() + " failed: " + first.evidence().getFirst().in(texts)
                + (more == 0 ? "" : ", and " + more + " more")
                + (remedy == null ? "" : "; what to do: " + remedy.in(texts))
                + (others.isEmpty() ? "" : "; failed, too: " + others)
                + "; " + ALL + "; to go on all the same: `kubectl mpaas site accept " + site + " --check " + first.id()
                + " --reason TEXT`";
    }
}
