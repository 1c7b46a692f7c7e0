package io.mpaas.cli.web;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.cli.why.Sign;
import io.mpaas.cli.why.SiteSigns;
import io.mpaas.planning.value.Say;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Site in which a component runs, as it was read when somebody looked.
 *
 * @param stage how far its cluster is; absent before an operator has looked at it, and where it was not read
 * @param since since when it is at that stage
 * @param nodes that are Ready of all, e.g. {@code 5/6}
 * @param version of its Kubernetes
 * @param conditions of the Site, e.g. PreflightPassed and ClusterMade
 * @param evidence why pods of the component fail there
 * @param unread why nothing of the Site itself is told; absent where it is
 */
public record SiteView(
        String name,
        @Nullable SiteStage stage,
        @Nullable String since,
        @Nullable String nodes,
        @Nullable String version,
        List<Detail.ConditionView> conditions,
        List<Sign> evidence,
        @Nullable Say unread) {
    public SiteView {
        conditions = List.copyOf(conditions);
        evidence = List.copyOf(evidence);
    }

    /** What is told of a Site that was read. */
    public static SiteView of(Component component, Site site) {
        SiteStatus status = site.getStatus() == null ? SiteStatus.EMPTY : site.getStatus();
        String name = site.getMetadata().getName();
        return new SiteView(
                name,
                status.stage(),
                status.since(),
                status.nodes(),
                status.version(),
                status.conditions().stream().map(Detail.ConditionView::of).toList(),
                SiteSigns.of(component, name),
                null);
    }

    /** What is told of one that could not be read: what the component itself says. */
    public static SiteView unread(Component component, String name, Say why) {
        return new SiteView(name, null, null, null, null, List.of(), SiteSigns.of(component, name), why);
    }
}
