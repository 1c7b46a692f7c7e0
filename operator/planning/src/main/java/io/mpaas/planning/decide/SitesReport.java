package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.api.v1alpha1.PodEvidence;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.api.v1alpha1.WorkloadType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What to say of each site of a component that runs in several. What was seen last stays on record while nobody hears from a site; by that
 * one knows what it is owed while it is Out.
 */
public final class SitesReport {
    private static final ComponentSite NEVER_SEEN = new ComponentSite(null, null, List.of());

    private final ComponentSpec spec;
    private final ComponentStatus before;
    private final JobRecord jobs;

    /**
     * Of one component.
     *
     * @param before the status that was written last
     */
    public SitesReport(ComponentSpec spec, ComponentStatus before, JobRecord jobs) {
        this.spec = spec;
        this.before = before;
        this.jobs = jobs;
    }

    /**
     * One of its sites as it is now.
     *
     * @param out whether a person says that it is Out
     * @param there what it has of the component; empty while nothing can be done in it
     * @param evidence why pods there fail
     * @param away why nothing can be done in it, a sentence
     */
    public record Seen(String site, boolean out, Optional<Situation> there, List<PodEvidence> evidence, String away) {
        public Seen {
            evidence = List.copyOf(evidence);
        }
    }

    /** By name. */
    public Map<String, ComponentSite> of(List<Seen> sites) {
        Map<String, ComponentSite> said = new TreeMap<>();
        sites.forEach(seen -> said.put(seen.site(), of(seen)));
        return said;
    }

    private ComponentSite of(Seen seen) {
        ComponentSite last = before.sites().getOrDefault(seen.site(), NEVER_SEEN);
        if (seen.there().isPresent()) {
            Situation there = seen.there().get();
            return new ComponentSite(null, null, seen.evidence(), ready(there), null, content(there));
        }
        if (seen.out()) {
            return new ComponentSite(
                    SiteState.Out, owed(seen.site(), last.content()), List.of(), null, null, last.content());
        }
        return new ComponentSite(null, null, last.evidence(), last.ready(), seen.away(), last.content());
    }

    private static @Nullable String content(Situation there) {
        return there.workload().map(WorkloadFacts::contentHash).orElse(null);
    }

    private static @Nullable String ready(Situation there) {
        Integer asked = there.spec().replicas();
        return there.workload()
                .map(live -> live.ready() + "/" + live.wanted())
                .orElse(asked == null || asked == 0 ? null : "0/" + asked);
    }

    /** Judged by what ran there last, because the site is not asked. */
    private ComponentSite.@Nullable Owed owed(String site, @Nullable String ran) {
        if (hasNothingToRun(site) || (spec.type() == WorkloadType.Job && jobs.hasCompleted(spec.contentHash()))) {
            return null;
        }
        if (spec.state() == RunState.Stopped) {
            return ran == null || spec.type() == WorkloadType.Job ? null : ComponentSite.Owed.Stop;
        }
        if (ran == null) {
            return ComponentSite.Owed.Start;
        }
        return ran.equals(spec.contentHash()) ? null : ComponentSite.Owed.Update;
    }

    private boolean hasNothingToRun(String site) {
        Placement share = spec.placement().get(site);
        return share == null || (share.replicas() != null && share.replicas() == 0);
    }
}
