package io.mpaas.planning.whole;

import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.time.Instant;
import java.util.List;

/** What to say about a site. */
public final class SiteReport {
    private SiteReport() {}

    public static SiteStatus of(long generation, NodeFacts nodes, SiteStatus before, Instant now) {
        return new SiteStatus(
                generation,
                nodes.ready() + "/" + nodes.total(),
                String.join(",", nodes.zones()),
                List.of(new Conditions.Pen(generation, before.conditions(), now)
                        .of(
                                Conditions.Type.Ready,
                                Verdict.of(nodes.usable()),
                                nodes.usable() ? Reason.NodesReady : Reason.NoReadyNode,
                                nodes.text())));
    }
}
