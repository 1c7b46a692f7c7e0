package io.mpaas.planning.whole;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.util.Optional;

/** The condition {@code SitesReady}: whether the cluster that it runs in can run pods. */
final class SitesCondition {
    private SitesCondition() {}

    static Condition of(InstallationFacts facts, Conditions.Pen pen) {
        Optional<String> out = facts.out();
        if (out.isPresent()) {
            return pen.of(Conditions.Type.SitesReady, Verdict.False, Reason.SiteOut, out.get());
        }
        return facts.nodes()
                .map(nodes -> facts.away()
                        .map(silent -> pen.of(
                                Conditions.Type.SitesReady,
                                Verdict.Unknown,
                                Reason.SiteUnknown,
                                silent + "; nothing is changed there until it can be worked in"))
                        .orElseGet(() -> ofNodes(nodes, pen)))
                .orElseGet(() -> pen.of(
                        Conditions.Type.SitesReady,
                        Verdict.Unknown,
                        Reason.SiteUnknown,
                        facts.away().orElse("its Site is being looked at")
                                + "; nothing is changed until it can be worked in"));
    }

    private static Condition ofNodes(NodeFacts nodes, Conditions.Pen pen) {
        return pen.of(
                Conditions.Type.SitesReady,
                Verdict.of(nodes.usable()),
                nodes.usable() ? Reason.NodesReady : Reason.NoReadyNode,
                nodes.text());
    }
}
