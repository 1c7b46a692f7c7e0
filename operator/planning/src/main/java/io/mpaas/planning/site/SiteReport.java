package io.mpaas.planning.site;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to say about a site. */
public final class SiteReport {
    private static final Duration EXPIRY_WARNING = Duration.ofDays(30);

    private SiteReport() {}

    /** The operator's own cluster. */
    public static SiteStatus own(long generation, NodeFacts nodes, Said said) {
        return new SiteStatus(
                generation,
                null,
                null,
                nodes.ready() + "/" + nodes.total(),
                String.join(",", nodes.zones()),
                null,
                null,
                null,
                null,
                said.usedBy(),
                List.of(ready(generation, nodes, said.before(), said.now())));
    }

    /**
     * A cluster elsewhere.
     *
     * @param nodes while its caches are open; what was said of them before stays while it is silent
     */
    public static SiteStatus elsewhere(
            long generation, Kubeconfig kubeconfig, Reach reach, Optional<NodeFacts> nodes, Said said) {
        SiteStatus before = said.before();
        String expires = kubeconfig.expires().map(Conditions::time).orElse(null);
        Condition ready = reach.reachable() && nodes.isPresent()
                ? ready(generation, nodes.get(), before, said.now())
                : notReady(generation, reach.stage(), reach.words() + hint(reach.stage()), said);
        Stream.of(endsSoon(kubeconfig, said.now()), said.remark())
                .flatMap(Optional::stream)
                .forEach(words -> ready.setMessage(ready.getMessage() + "; " + words));
        return new SiteStatus(
                generation,
                reach.stage(),
                reach.stage() == before.stage() ? before.since() : Conditions.time(reach.since()),
                nodes.map(all -> all.ready() + "/" + all.total()).orElse(before.nodes()),
                nodes.map(all -> String.join(",", all.zones())).orElse(before.zones()),
                reach.version().orElse(before.version()),
                reach.identity().orElse(before.identity()),
                reach.other().orElse(null),
                expires,
                said.usedBy(),
                List.of(ready, preflight(generation, reach.stage(), said)));
    }

    /**
     * What was said last, and when this is said.
     *
     * @param usedBy Installations that run there
     * @param remark what is to be said besides
     * @param fitness what its checks came to; empty while they cannot be made
     * @param cloud the same of the cloud that it is made in
     */
    public record Said(
            SiteStatus before,
            List<String> usedBy,
            Optional<String> remark,
            Optional<Fitness> fitness,
            Optional<Fitness> cloud,
            Instant now) {
        /** The same, with more to be said. */
        public Said also(Optional<String> more) {
            Optional<String> both =
                    Stream.of(remark, more).flatMap(Optional::stream).reduce((first, second) -> first + "; " + second);
            return new Said(before, usedBy, both, fitness, cloud, now);
        }

        /** What was said before still holds; who uses it may be new. Of one of which nothing was said, that it is looked at. */
        public SiteStatus unchanged() {
            return new SiteStatus(
                    before.observedGeneration(),
                    before.stage() == null ? SiteStage.Connecting : before.stage(),
                    before.since() == null ? Conditions.time(now) : before.since(),
                    before.nodes(),
                    before.zones(),
                    before.version(),
                    before.identity(),
                    before.answering(),
                    before.expires(),
                    usedBy,
                    before.conditions());
        }

        /** The same, used by these. */
        public Said usedBy(List<String> users) {
            return new Said(before, users, remark, fitness, cloud, now);
        }

        /** Whether its cluster was reached at any time. */
        public boolean wasReached() {
            return before.identity() != null;
        }
    }

    /** A cluster elsewhere to which no kubeconfig leads. */
    public static SiteStatus rejected(long generation, List<ReportedProblem> problems, Said said) {
        String words = problems.stream()
                .map(problem -> String.join(": ", problem.field(), problem.message()))
                .collect(Collectors.joining("; "));
        return without(generation, SiteStage.Rejected, words, said);
    }

    /** A cluster elsewhere to which nothing leads: it is not made yet, or on its way out. */
    public static SiteStatus without(long generation, SiteStage stage, String words, Said said) {
        SiteStatus before = said.before();
        List<Condition> conditions =
                new ArrayList<>(List.of(notReady(generation, stage, words, said), preflight(generation, stage, said)));
        Conditions.find(before.conditions(), Conditions.Type.ClusterMade).ifPresent(conditions::add);
        return new SiteStatus(
                generation,
                stage,
                before.stage() == stage ? before.since() : Conditions.time(said.now()),
                before.nodes(),
                before.zones(),
                before.version(),
                before.identity(),
                null,
                null,
                said.usedBy(),
                conditions);
    }

    /** Of a cluster that cannot be looked at nothing is known. */
    private static Condition preflight(long generation, SiteStage stage, Said said) {
        boolean reachable = stage == SiteStage.Reachable;
        Optional<Fitness> known =
                reachable ? said.fitness() : said.cloud().filter(_ -> reason(stage) == Reason.ClusterBeingMade);
        Fitness fitness = known.orElse(new Fitness(
                Verdict.Unknown,
                reachable ? Reason.NotChecked : reason(stage),
                reachable ? "it is being checked" : "it is checked while it is Reachable"));
        return new Conditions.Pen(generation, said.before().conditions(), said.now())
                .of(Conditions.Type.PreflightPassed, fitness.verdict(), fitness.reason(), fitness.words());
    }

    private static Condition ready(long generation, NodeFacts nodes, SiteStatus before, Instant now) {
        return new Conditions.Pen(generation, before.conditions(), now)
                .of(
                        Conditions.Type.Ready,
                        Verdict.of(nodes.usable()),
                        nodes.usable() ? Reason.NodesReady : Reason.NoReadyNode,
                        nodes.text());
    }

    /** What nobody knows is Unknown; a refusal is an answer. */
    private static Condition notReady(long generation, SiteStage stage, String words, Said said) {
        boolean silent = stage == SiteStage.Unknown || stage == SiteStage.Connecting || stage == SiteStage.Reachable;
        return new Conditions.Pen(generation, said.before().conditions(), said.now())
                .of(
                        Conditions.Type.Ready,
                        silent ? Verdict.Unknown : Verdict.False,
                        reason(stage),
                        stage == SiteStage.Reachable ? "its caches fill" : words);
    }

    private static Reason reason(SiteStage stage) {
        return switch (stage) {
            case Connecting, Reachable -> Reason.SiteConnecting;
            case Unknown -> Reason.SiteUnknown;
            case Refused -> Reason.SiteRefused;
            case WrongCluster -> Reason.WrongCluster;
            case Unsupported -> Reason.Unsupported;
            case NamespaceMissing -> Reason.NamespaceMissing;
            case Rejected -> Reason.SiteRejected;
            case Infrastructure, ControlPlane, AddOns, Nodes -> Reason.ClusterBeingMade;
            case DataKept -> Reason.DataKept;
            case Deleting -> Reason.ClusterBeingDeleted;
        };
    }

    private static String hint(SiteStage stage) {
        return stage == SiteStage.WrongCluster ? "; if it was rebuilt, `kubectl mpaas site accept` says so" : "";
    }

    private static Optional<String> endsSoon(Kubeconfig kubeconfig, Instant now) {
        return kubeconfig
                .expires()
                .filter(end -> now.isAfter(end.minus(EXPIRY_WARNING)))
                .map(end -> "its credentials end at " + Conditions.time(end) + ": renew them in the Secret");
    }
}
