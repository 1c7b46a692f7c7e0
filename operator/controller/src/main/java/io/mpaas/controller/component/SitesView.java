package io.mpaas.controller.component;

import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.controller.cluster.ComponentSources;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.workload.ComponentView;
import io.mpaas.controller.workload.OtherSite;
import io.mpaas.planning.decide.Joint;
import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.pods.Fellows;
import io.mpaas.planning.pods.Member;
import io.mpaas.planning.value.Quorum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What there is of a component in each of its sites: each as if it were the only one, and all of them as one. */
final class SitesView {
    private final Component component;
    private final List<ComponentSources.Spot> spots;

    SitesView(Component component, List<ComponentSources.Spot> spots) {
        this.component = component;
        this.spots = spots;
    }

    /** Those that can be worked in. */
    SequencedMap<String, Place> reached() {
        SequencedMap<String, Place> reached = new LinkedHashMap<>();
        spots.forEach(spot -> spot.place().ifPresent(place -> reached.put(spot.site(), place)));
        return reached;
    }

    /** Each of them, as if it were the only one; a member of a voting set is not alone. */
    SequencedMap<String, ComponentView> each(
            IndexedResourceCache<Component> components, ComponentView.ViewExtras extras) {
        SequencedMap<String, ComponentView> alone = new LinkedHashMap<>();
        reached().forEach((site, place) -> alone.put(site, ComponentView.read(at(site), place, components, extras)));
        SequencedMap<String, ComponentView> views = new LinkedHashMap<>();
        alone.forEach((site, view) -> {
            List<OtherSite> others = alone.entrySet().stream()
                    .filter(other -> !other.getKey().equals(site))
                    .map(other -> new OtherSite(
                            other.getValue().place(),
                            component.getSpec().at(other.getKey()).firstOrdinal(),
                            replicas(other.getKey())))
                    .toList();
            views.put(site, Quorum.votes(component.getSpec()) ? view.beside(others, fellows(site, alone)) : view);
        });
        return views;
    }

    /**
     * The members of other sites; those of one that is Out or silent count, and are not known to be Ready. One that is to go is none any
     * more.
     */
    private Fellows fellows(String site, Map<String, ComponentView> views) {
        int size = component.getSpec().placement().keySet().stream()
                .filter(other -> !other.equals(site))
                .mapToInt(this::replicas)
                .sum();
        long ready = views.entrySet().stream()
                .filter(other -> !other.getKey().equals(site))
                .mapToLong(other -> other.getValue().situation().pods().members().all().stream()
                        .filter(member -> member.ordinal()
                                < component.getSpec().at(other.getKey()).firstOrdinal() + replicas(other.getKey()))
                        .filter(Member::ready)
                        .count())
                .sum();
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

    static SequencedMap<String, Situation> situations(Map<String, ComponentView> views) {
        SequencedMap<String, Situation> situations = new LinkedHashMap<>();
        views.forEach((site, view) -> situations.put(site, view.situation()));
        return situations;
    }

    /** All of them, as these situations have it. */
    Joint joint(SequencedMap<String, Situation> situations) {
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
}
