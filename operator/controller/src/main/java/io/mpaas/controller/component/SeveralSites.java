package io.mpaas.controller.component;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.PodEvidence;
import io.mpaas.controller.cluster.ComponentSources;
import io.mpaas.controller.cluster.Outcome;
import io.mpaas.controller.cluster.Upkeep;
import io.mpaas.controller.observe.Instruments;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.report.Unavailable;
import io.mpaas.controller.workload.ComponentSteps;
import io.mpaas.controller.workload.ComponentView;
import io.mpaas.controller.workload.Crossings;
import io.mpaas.controller.workload.RemoteEvidence;
import io.mpaas.controller.workload.Shortage;
import io.mpaas.planning.decide.JobRecord;
import io.mpaas.planning.decide.Joint;
import io.mpaas.planning.decide.SitesReport;
import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.decide.StatusReport;
import io.mpaas.planning.decide.Step;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One pass of a component that runs in several sites: each is looked at as if it were the only one, what is done there is decided for all
 * of them together, and one status is made of it.
 */
final class SeveralSites {
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** At the latest then a site that cannot be worked in is looked at again; its return wakes the component before. */
    private static final Duration UNFILLED = Duration.ofSeconds(10);

    private final Component component;
    private final Owner owner;
    private final Means means;
    private final List<ComponentSources.Spot> spots;
    private final SitesView all;

    /**
     * What it does its work with.
     *
     * @param upkeeps of each site
     */
    record Means(
            ComponentSources sources,
            Function<String, Upkeep> upkeeps,
            StartSlots slots,
            ComponentView.ViewExtras extras,
            Context<Component> context) {}

    SeveralSites(Component component, Owner owner, Means means) {
        this.component = component;
        this.owner = owner;
        this.means = means;
        this.spots = means.sources().spots(component, owner);
        this.all = new SitesView(component, spots);
    }

    /** What a pass did, and what to say of it. */
    private record Done(Outcome outcome, StatusReport.Report report) {}

    /** Why nothing can be done in any of its sites, a sentence; empty while something can. */
    private Optional<String> away() {
        return all.reached().isEmpty()
                ? Optional.of(String.join(
                        "; ", spots.stream().map(SeveralSites::words).toList()))
                : Optional.empty();
    }

    private static String words(ComponentSources.Spot spot) {
        return spot.out().isPresent() ? "Site " + spot.site() + " is Out" : spot.away();
    }

    /** A pass, as far as something can be done. */
    UpdateControl<Component> reconcile(ComponentPublisher publisher, Instruments instruments) {
        Optional<String> away = away();
        if (away.isPresent()) {
            return publisher
                    .notYet(
                            component,
                            away.map(words -> new ComponentSources.Away(Reason.SiteUnknown, words)),
                            Optional.empty())
                    .rescheduleAfter(UNFILLED);
        }
        boolean begins = spots.stream().anyMatch(ComponentSources.Spot::isUndetermined);
        if (begins && Neighbour.status(component).phase() != null) {
            return UpdateControl.<Component>noUpdate().rescheduleAfter(AGAIN);
        }
        Done done = pass();
        instruments.passed(component, done.outcome().step(), done.report().status());
        return publisher.publish(component, done.outcome(), done.report());
    }

    private Done pass() {
        SequencedMap<String, ComponentView> views = all.each(means.context().getPrimaryCache(), means.extras());
        Optional<RuntimeException> crossing = crossings();
        SequencedMap<String, Step> steps =
                admitted(all.joint(SitesView.situations(views)).steps());
        SequencedMap<String, Outcome> outcomes = new LinkedHashMap<>();
        Set<String> gone = new HashSet<>();
        views.forEach((site, view) -> {
            LeftSite left = new LeftSite(component, site, view);
            if (isLeft(site) && left.isEmpty()) {
                outcomes.put(site, clear(site, view, left, gone));
            } else {
                outcomes.put(site, carryOut(site, view, steps.getOrDefault(site, new Step.Keep())));
            }
        });
        SequencedMap<String, Situation> after = new LinkedHashMap<>();
        outcomes.forEach((site, outcome) -> after.put(site, outcome.situation()));
        Situation whole = told(all.joint(after).whole(), crossing);
        Step said = Joint.foremost(outcomes.values().stream().map(Outcome::step).toList());
        Optional<Duration> again = outcomes.values().stream()
                .flatMap(outcome -> outcome.again().stream())
                .min(Duration::compareTo);
        StatusReport.Report report = StatusReport.of(whole, said, "");
        return new Done(
                new Outcome(whole, said, again),
                new StatusReport.Report(
                        report.status().withSites(sites(views, after, report, gone)), report.lookAgain()));
    }

    private boolean isLeft(String site) {
        return spots.stream().anyMatch(spot -> spot.left() && spot.site().equals(site));
    }

    private Outcome clear(String site, ComponentView view, LeftSite left, Set<String> gone) {
        return tried(site, view, () -> {
            if (left.clear(means.context().getPrimaryCache())) {
                gone.add(site);
            }
            return new Outcome(view.situation(), new Step.Keep());
        });
    }

    private Optional<RuntimeException> crossings() {
        try {
            new Crossings(
                            owner,
                            all.reached(),
                            spots.stream().map(ComponentSources.Spot::site).toList(),
                            site -> means.sources().network(site, owner))
                    .ensure();
            return Optional.empty();
        } catch (Obstacle | Unavailable failure) {
            return Optional.of(failure);
        }
    }

    /** With what kept one site from being told of another; it is tried again as any refusal is. */
    private Situation told(Situation whole, Optional<RuntimeException> crossing) {
        if (crossing.orElse(null) instanceof Unavailable unavailable) {
            means.sources().doubt(component);
            return whole.delayed(unavailable.sentence());
        }
        return crossing.orElse(null) instanceof Obstacle obstacle ? whole.obstructed(obstacle.sentence()) : whole;
    }

    /** One slot for all sites. */
    private SequencedMap<String, Step> admitted(SequencedMap<String, Step> steps) {
        Step said = Joint.foremost(steps.values());
        Step admitted = means.slots().admit(component, said, means.context().getPrimaryCache());
        if (!(admitted instanceof Step.Wait) || admitted.equals(said)) {
            return steps;
        }
        SequencedMap<String, Step> wait = new LinkedHashMap<>();
        steps.forEach((site, step) ->
                wait.put(site, step instanceof Step.Start || step instanceof Step.Update ? admitted : step));
        return wait;
    }

    /** A site in which something fails keeps none of the others. */
    private Outcome carryOut(String site, ComponentView view, Step step) {
        return tried(site, view, () -> {
            Outcome outcome =
                    new ComponentSteps(view, means.context(), means.upkeeps().apply(site)).carryOut(step);
            return new Shortage(view, means.extras().now()).explain(outcome);
        });
    }

    private Outcome tried(String site, ComponentView view, Supplier<Outcome> deed) {
        try {
            return deed.get();
        } catch (Unavailable | KubernetesClientException failure) {
            means.sources().doubt(site, owner);
            String words = "Site " + site + ": " + failure.getMessage();
            return new Outcome(view.situation().delayed(words), new Step.Keep(), Optional.of(Obstacle.RETRY));
        }
    }

    private Map<String, ComponentSite> sites(
            Map<String, ComponentView> views,
            Map<String, Situation> after,
            StatusReport.Report report,
            Set<String> gone) {
        List<SitesReport.Seen> seen = spots.stream()
                .filter(spot -> !gone.contains(spot.site()))
                .map(spot -> {
                    ComponentView view = views.get(spot.site());
                    List<PodEvidence> evidence =
                            view == null ? List.of() : new RemoteEvidence(view).evidence(report.status(), spot.site());
                    Optional<Situation> there = Optional.ofNullable(after.get(spot.site()));
                    return new SitesReport.Seen(spot.site(), spot.out().isPresent(), there, evidence, spot.away());
                })
                .toList();
        return new SitesReport(component.getSpec(), Neighbour.status(component), JobRecord.of(component)).of(seen);
    }
}
