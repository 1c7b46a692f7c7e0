package io.mpaas.controller.component;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.api.v1alpha1.PodEvidence;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.controller.cluster.ComponentSources;
import io.mpaas.controller.cluster.Outcome;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.cluster.Upkeep;
import io.mpaas.controller.observe.Instruments;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.report.Unavailable;
import io.mpaas.controller.workload.ComponentSteps;
import io.mpaas.controller.workload.ComponentView;
import io.mpaas.controller.workload.Crossings;
import io.mpaas.controller.workload.RemoteEvidence;
import io.mpaas.controller.workload.Shortage;
import io.mpaas.planning.decide.Joint;
import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.decide.StatusReport;
import io.mpaas.planning.decide.Step;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.pods.Fellows;
import io.mpaas.planning.pods.Member;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Quorum;
import io.mpaas.planning.value.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

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
    }

    /** What a pass did, and what to say of it. */
    private record Done(Outcome outcome, StatusReport.Report report) {}

    /** Why nothing can be done in any of its sites, a sentence; empty while something can. */
    private Optional<String> away() {
        return reached().isEmpty()
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
        SequencedMap<String, ComponentView> views = views();
        Optional<RuntimeException> crossing = crossings();
        SequencedMap<String, Step> steps = admitted(joint(situations(views)).steps());
        SequencedMap<String, Outcome> outcomes = new LinkedHashMap<>();
        views.forEach((site, view) ->
                outcomes.put(site, carryOut(site, view, steps.getOrDefault(site, new Step.Keep()))));
        SequencedMap<String, Situation> after = new LinkedHashMap<>();
        outcomes.forEach((site, outcome) -> after.put(site, outcome.situation()));
        Situation whole = told(joint(after).whole(), crossing);
        Step said = Joint.foremost(outcomes.values().stream().map(Outcome::step).toList());
        Optional<Duration> again = outcomes.values().stream()
                .flatMap(outcome -> outcome.again().stream())
                .min(Duration::compareTo);
        StatusReport.Report report = StatusReport.of(whole, said, "");
        return new Done(
                new Outcome(whole, said, again),
                new StatusReport.Report(report.status().withSites(sites(views, after, report)), report.lookAgain()));
    }

    private SequencedMap<String, Place> reached() {
        SequencedMap<String, Place> reached = new LinkedHashMap<>();
        spots.forEach(spot -> spot.place().ifPresent(place -> reached.put(spot.site(), place)));
        return reached;
    }

    private SequencedMap<String, ComponentView> views() {
        SequencedMap<String, ComponentView> alone = new LinkedHashMap<>();
        IndexedResourceCache<Component> components = means.context().getPrimaryCache();
        reached()
                .forEach((site, place) ->
                        alone.put(site, ComponentView.read(at(site), place, components, means.extras())));
        SequencedMap<String, ComponentView> views = new LinkedHashMap<>();
        alone.forEach((site, view) -> {
            List<Place> others = alone.entrySet().stream()
                    .filter(other -> !other.getKey().equals(site))
                    .map(other -> other.getValue().place())
                    .toList();
            views.put(site, Quorum.votes(component.getSpec()) ? view.beside(others, fellows(site, alone)) : view);
        });
        return views;
    }

    /** The members of other sites; those of one that is Out or silent count, and are not known to be Ready. */
    private Fellows fellows(String site, Map<String, ComponentView> views) {
        int size = component.getSpec().placement().keySet().stream()
                .filter(other -> !other.equals(site))
                .mapToInt(this::replicas)
                .sum();
        long ready = views.entrySet().stream()
                .filter(other -> !other.getKey().equals(site))
                .flatMap(other -> other.getValue().situation().pods().members().all().stream())
                .filter(Member::ready)
                .count();
        return new Fellows(size, Math.toIntExact(ready));
    }

    private boolean hasPods(String site) {
        Placement share = component.getSpec().placement().get(site);
        return share == null || share.replicas() == null || share.replicas() > 0;
    }

    private int replicas(String site) {
        Placement share = component.getSpec().placement().get(site);
        return share == null || share.replicas() == null ? 0 : share.replicas();
    }

    /** The component as one site sees it. */
    private Component at(String site) {
        Component there = new Component();
        there.setMetadata(component.getMetadata());
        there.setSpec(component.getSpec().at(site));
        there.setStatus(component.getStatus());
        return there;
    }

    private Optional<RuntimeException> crossings() {
        try {
            new Crossings(owner, reached(), site -> means.sources().network(site, owner)).ensure();
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

    private static SequencedMap<String, Situation> situations(Map<String, ComponentView> views) {
        SequencedMap<String, Situation> situations = new LinkedHashMap<>();
        views.forEach((site, view) -> situations.put(site, view.situation()));
        return situations;
    }

    private Joint joint(SequencedMap<String, Situation> situations) {
        List<Joint.Part> parts = new ArrayList<>();
        boolean silence = false;
        for (ComponentSources.Spot spot : spots) {
            Situation situation = situations.get(spot.site());
            if (situation != null) {
                parts.add(new Joint.Part(spot.site(), situation, silence));
            }
            silence |= spot.isSilent() && hasPods(spot.site());
        }
        List<String> silent = spots.stream()
                .filter(ComponentSources.Spot::isSilent)
                .map(ComponentSources.Spot::away)
                .toList();
        int unheard = spots.stream()
                .filter(ComponentSources.Spot::isSilent)
                .mapToInt(spot -> replicas(spot.site()))
                .sum();
        return new Joint(whole(), parts, silent, unheard);
    }

    /** What is Out counts neither as wanted nor as running; a vote is one of all, wherever it is. */
    private ComponentSpec whole() {
        ComponentSpec spec = component.getSpec();
        Map<String, Placement> in = new TreeMap<>(spec.placement());
        spots.stream().filter(spot -> spot.out().isPresent()).forEach(spot -> in.remove(spot.site()));
        boolean counted = spec.replicas() != null && !Quorum.votes(spec);
        int replicas = in.keySet().stream().mapToInt(this::replicas).sum();
        return spec.in(in).withReplicas(counted ? Integer.valueOf(replicas) : spec.replicas());
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
        try {
            Outcome outcome =
                    new ComponentSteps(view, means.context(), means.upkeeps().apply(site)).carryOut(step);
            return new Shortage(view, means.extras().now()).explain(outcome);
        } catch (Unavailable | KubernetesClientException failure) {
            means.sources().doubt(site, owner);
            String words = "Site " + site + ": " + failure.getMessage();
            return new Outcome(view.situation().delayed(words), new Step.Keep(), Optional.of(Obstacle.RETRY));
        }
    }

    private Map<String, ComponentSite> sites(
            Map<String, ComponentView> views, Map<String, Situation> after, StatusReport.Report report) {
        Map<String, ComponentSite> sites = new TreeMap<>();
        for (ComponentSources.Spot spot : spots) {
            ComponentSite before = Neighbour.status(component).sites().get(spot.site());
            String ready = before == null ? null : before.ready();
            List<PodEvidence> evidence = before == null ? List.of() : before.evidence();
            ComponentView view = views.get(spot.site());
            if (view != null) {
                List<PodEvidence> now = new RemoteEvidence(view).evidence(report.status(), spot.site());
                sites.put(spot.site(), new ComponentSite(null, null, now, ready(after.get(spot.site())), null));
            } else if (spot.out().isPresent()) {
                sites.put(spot.site(), new ComponentSite(SiteState.Out, null, List.of(), null, null));
            } else {
                sites.put(spot.site(), new ComponentSite(null, null, evidence, ready, spot.away()));
            }
        }
        return sites;
    }

    private static @org.jspecify.annotations.Nullable String ready(@org.jspecify.annotations.Nullable Situation there) {
        if (there == null) {
            return null;
        }
        Integer asked = there.spec().replicas();
        return there.workload()
                .map(live -> live.ready() + "/" + live.wanted())
                .orElse(asked == null || asked == 0 ? null : "0/" + asked);
    }
}
