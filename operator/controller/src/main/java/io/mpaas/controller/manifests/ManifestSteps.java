package io.mpaas.controller.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.controller.cluster.DriftRepair;
import io.mpaas.controller.cluster.InPlace;
import io.mpaas.controller.cluster.Outcome;
import io.mpaas.controller.cluster.Revisions;
import io.mpaas.controller.cluster.Upkeep;
import io.mpaas.controller.report.Attempts;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.report.Unavailable;
import io.mpaas.planning.check.ManifestsCheck;
import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.decide.Step;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.value.ObjectKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carries a step out for a component of the type Manifests.
 *
 * <pre>
 *   bring    definitions ─▶ established? ─▶ everything else ─▶ delete what only earlier contents had
 *   remove   objects of custom kinds ─▶ gone? ─▶ everything else ─▶ gone?      definitions stay
 * </pre>
 */
public final class ManifestSteps {
    /** A kind of an aggregated API server comes without an event. */
    private static final Duration LOOK_FOR_KINDS = Duration.ofSeconds(30);

    private static final int SHOWN = 5;

    private final Component component;
    private final ManifestView view;
    private final ManifestReader reader;
    private final ManifestApplier applier;
    private final Revisions revisions;
    private final InPlace inPlace;
    private final DriftRepair.Pass drift;
    private final Context<Component> context;

    public ManifestSteps(
            Component component, ManifestView view, Revisions revisions, Upkeep upkeep, Context<Component> context) {
        this.context = context;
        this.component = component;
        this.view = view;
        this.reader = new ManifestReader(view);
        this.applier = new ManifestApplier(view);
        this.revisions = revisions;
        this.inPlace = upkeep.inPlace();
        this.drift = upkeep.drift().pass(component, applier);
    }

    /** Does it; a refusal by the cluster becomes part of the situation. */
    public Outcome carryOut(Step step, Situation situation) {
        try {
            if (view.refusal().isPresent()) {
                throw new Obstacle(view.refusal().get());
            }
            Set<String> beyond = view.byOperator() ? ManifestsCheck.needingAccount(view.present()) : Set.of();
            if (!beyond.isEmpty()) {
                throw new Obstacle("objects of the kind " + String.join(", ", beyond)
                        + " are applied with the permissions of a ServiceAccount only: name one in"
                        + " spec.serviceAccountName of the Installation");
            }
            switch (step) {
                case Step.Start _, Step.Update _ ->
                    bring(revisions.ofPresent(view.spec()).manifests());
                case Step.Keep _, Step.Wait _ -> {
                    if (situation.workload().isPresent()) {
                        keep();
                    }
                }
                default -> {}
            }
            return new Outcome(situation, step, again());
        } catch (Obstacle obstacle) {
            return new Outcome(situation.obstructed(obstacle.sentence()), step);
        } catch (Unavailable unavailable) {
            if (!Unavailable.lasts(context, component, situation.now())) {
                throw unavailable;
            }
            return new Outcome(situation.delayed(unavailable.sentence()), step);
        }
    }

    private Optional<Duration> again() {
        if (view.unavailable().isPresent()) {
            return Optional.of(Obstacle.RETRY);
        }
        return view.missingKinds().isEmpty() ? drift.again() : Optional.of(LOOK_FOR_KINDS);
    }

    /** Each pass goes as far as it can; what it waits for wakes the component. */
    private void bring(List<JsonNode> objects) {
        Predicate<JsonNode> definition = object -> ObjectKey.of(object).isDefinition();
        bringEach(objects.stream().filter(definition));
        if (reader.definitionsStand(objects)) {
            bringEach(objects.stream().filter(definition.negate()).filter(view::isServed));
        }
    }

    private void bringEach(Stream<JsonNode> objects) {
        Attempts attempts = new Attempts();
        objects.forEach(object -> attempts.at(() -> bring(object)));
        attempts.done();
    }

    private void bring(JsonNode object) {
        ObjectKey key = ObjectKey.of(object);
        if (view.foreign(key).isPresent()) {
            return;
        }
        Optional<GenericKubernetesResource> live = view.live(key);
        GenericKubernetesResource rendered = ManifestApplier.object(object);
        if (live.isEmpty()) {
            applier.create(object);
        } else if (live.get().isMarkedForDeletion()) {
            return; // it is made anew when it is gone
        } else if (!WorkloadReader.contentHash(live.get()).equals(WorkloadReader.contentHash(rendered))) {
            applier.apply(object, live.get());
        } else {
            drift.judge(rendered, live.get());
        }
    }

    private void keep() {
        InPlace.State seen = new InPlace.State(
                component.getMetadata().getUid(),
                component.getMetadata().getGeneration(),
                reader.contentHash(),
                view.versions());
        if (inPlace.isKnown(component, seen)) {
            return;
        }
        List<JsonNode> objects = reader.inForce();
        bring(objects);
        boolean allThere = objects.stream()
                .map(ObjectKey::of)
                .allMatch(key -> view.foreign(key).isPresent() || view.live(key).isPresent());
        if (allThere && drift.again().isEmpty()) {
            tidy();
            inPlace.remember(component, seen);
        }
    }

    /** Removes what only earlier contents had, then forgets those. */
    private void tidy() {
        if (!reader.contentHash().equals(view.spec().contentHash())) {
            return;
        }
        List<GenericKubernetesResource> leftovers = view.leftovers();
        Attempts attempts = new Attempts();
        leftovers.stream()
                .filter(object -> !object.isMarkedForDeletion())
                .forEach(object -> attempts.at(() -> applier.delete(object)));
        attempts.done();
    }

    /**
     * One step of taking everything away; what is still there, in a sentence, or empty when it is done.
     *
     * @throws Obstacle if it cannot be told whether anything is there
     */
    public Optional<String> remove() {
        if (view.refusal().isPresent()) {
            return view.refusal();
        }
        if (!view.isComplete()) {
            knowsAll();
            return Optional.of("looks for its objects");
        }
        List<GenericKubernetesResource> all = view.deletable();
        List<GenericKubernetesResource> custom = all.stream()
                .filter(object -> ManifestView.key(object).isCustom())
                .toList();
        List<GenericKubernetesResource> next = custom.isEmpty() ? all : custom;
        Attempts attempts = new Attempts();
        next.reversed().stream()
                .filter(object -> !object.isMarkedForDeletion())
                .forEach(object -> attempts.at(() -> applier.delete(object)));
        try {
            attempts.done();
        } catch (Obstacle obstacle) {
            return Optional.of(obstacle.sentence());
        }
        if (next.isEmpty()) {
            knowsAll();
            return Optional.empty();
        }
        return Optional.of(next.stream()
                .map(ManifestReader::name)
                .sorted()
                .limit(SHOWN)
                .collect(Collectors.joining(", ", "deleting ", "")));
    }

    /** That an API comes back or goes for good is no event: it is asked again. */
    private void knowsAll() {
        view.unavailable().ifPresent(words -> {
            throw new Obstacle(words);
        });
    }
}
