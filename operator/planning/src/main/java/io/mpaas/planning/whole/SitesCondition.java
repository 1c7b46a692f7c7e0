package io.mpaas.planning.whole;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.rooms.PlacementPlan;
import io.mpaas.planning.rooms.Room;
import io.mpaas.planning.rooms.Survival;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.util.Optional;

/**
 * The condition {@code SitesReady}: whether the clusters that it runs in can run pods; and, of one that runs in several, {@code
 * AutoFailover}: whether everything goes on after the loss of any one of them.
 */
final class SitesCondition {
    private SitesCondition() {}

    static Condition of(InstallationFacts facts, Conditions.Pen pen) {
        Optional<String> out = facts.out();
        if (out.isPresent()) {
            return pen.of(Conditions.Type.SitesReady, Verdict.False, Reason.SiteOut, out.get());
        }
        return facts.sites()
                .nodes()
                .map(nodes -> facts.sites()
                        .away()
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
                        facts.sites().away().orElse("its Site is being looked at")
                                + "; nothing is changed until it can be worked in"));
    }

    /** Empty of one that runs in one site, and while nobody knows what runs where. */
    static Optional<Condition> failover(SitesFacts sites, Conditions.Pen pen) {
        return sites.plan().map(plan -> {
            Survival survival = plan.survival();
            boolean known = sites.away().isEmpty() || !survival.automatic();
            String words = known
                    ? survival.words()
                    : sites.away().orElse("") + "; whether another loss is survived is not known until then";
            return pen.of(
                    Conditions.Type.AutoFailover,
                    known ? Verdict.of(survival.automatic()) : Verdict.Unknown,
                    known ? survival.reason() : Reason.SiteUnknown,
                    words + "; " + hub(plan));
        });
    }

    /** Its loss stops nothing that runs, but then nothing is started, updated or repaired anywhere. */
    private static String hub(PlacementPlan plan) {
        return plan.rooms().stream()
                .filter(Room::own)
                .findFirst()
                .map(room -> "the operator runs in Site " + room.site())
                .orElse("the operator runs in none of its Sites");
    }

    private static Condition ofNodes(NodeFacts nodes, Conditions.Pen pen) {
        return pen.of(
                Conditions.Type.SitesReady,
                Verdict.of(nodes.usable()),
                nodes.usable() ? Reason.NodesReady : Reason.NoReadyNode,
                nodes.text());
    }
}
