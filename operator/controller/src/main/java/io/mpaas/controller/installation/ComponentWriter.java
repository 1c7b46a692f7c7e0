package io.mpaas.controller.installation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.Live;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.skew.NewerValues;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.decide.DeletionMark;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.observe.Owners;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Owner;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings the Component objects of an installation to its blueprint: marks the removed ones unless updates are paused, then writes the others, the
 * longest chain of starts first, so that those are at work while the rest is written. What is equal is not written.
 */
final class ComponentWriter {
    /** A component has a longer chain of starts behind it than any of its dependants: so this is a start order, too. */
    private static final Comparator<Map.Entry<String, ComponentSpec>> LONGEST_FIRST = Comparator.comparing(
                    (Map.Entry<String, ComponentSpec> entry) -> entry.getValue().priority(),
                    Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(Map.Entry::getKey);

    private final Installation installation;
    private final InstallationSources sources;
    private final Context<Installation> context;
    private final ComponentMarks marks;
    private final Restraint restraint;

    ComponentWriter(Installation installation, InstallationSources sources, Context<Installation> context) {
        this.installation = installation;
        this.sources = sources;
        this.context = context;
        this.restraint = new Restraint(installation);
        this.marks = new ComponentMarks(installation, sources, context);
    }

    /** What the API server refused, in its words; the rest comes after it was allowed. */
    Optional<String> write(Blueprint blueprint, Map<String, Long> equalGenerations) {
        return refusal(() -> bring(blueprint, equalGenerations));
    }

    /** See {@link Restraint#changesWhatIs}. */
    boolean changesWhatIs(Blueprint blueprint) {
        return restraint.changesWhatIs(blueprint, sources.components(installation));
    }

    /** Whether anything is to be stopped, or started again, as it is. */
    boolean runsOrStopsOtherwise() {
        return ours().anyMatch(restraint::changesPods);
    }

    /** Stops everything as it is, or starts it again, and changes nothing else. What the API server refused, in its words. */
    Optional<String> runOrStop() {
        return refusal(() -> ours().filter(restraint::changesPods)
                .forEach(component -> update(component, restraint.asTheWhole(component.getSpec()))));
    }

    /** What the customer brings is neither stopped nor started. */
    private Stream<Component> ours() {
        return sources.components(installation).values().stream()
                .filter(component -> component.getSpec().external() == null);
    }

    private void bring(Blueprint blueprint, Map<String, Long> equalGenerations) {
        Map<String, Component> existing = sources.components(installation);
        boolean removes = restraint.removes(blueprint, existing);
        existing.forEach((name, component) -> {
            if (!blueprint.components().containsKey(name)) {
                removeOrKeep(component, existing, removes);
            }
        });
        blueprint.components().entrySet().stream().sorted(LONGEST_FIRST).forEach(entry -> {
            String name = entry.getKey();
            ComponentSpec wanted = entry.getValue();
            Component component = existing.get(name);
            if (component == null) {
                create(name, wanted);
            } else if (DeletionMark.of(component).isPresent()) {
                marks.want(component);
            } else if (!component.isMarkedForDeletion()
                    && !component.getMetadata().getGeneration().equals(equalGenerations.get(name))) {
                bring(component, restraint.whileItWaits(component.getSpec(), wanted), equalGenerations);
            }
        });
    }

    /** What stays for now remembers its users of this moment: their pods need it until they are gone or Ready without it. */
    private void removeOrKeep(Component component, Map<String, Component> existing, boolean removes) {
        ComponentSpec now = component.getSpec();
        if (removes || restraint.goesAtOnce(component)) {
            remove(component, existing);
        } else if (restraint.updates()
                && !component.isMarkedForDeletion()
                && !now.usedBy().equals(users(component, existing))) {
            update(component, restraint.asTheWhole(now).outlives(users(component, existing)));
        } else if (restraint.changesPods(component)) {
            update(component, restraint.asTheWhole(now));
        }
    }

    /** Those recorded, and those that need it now. */
    private static List<String> users(Component component, Map<String, Component> existing) {
        String name = component.getMetadata().getName();
        return Stream.concat(
                        component.getSpec().usedBy().stream(),
                        existing.entrySet().stream()
                                .filter(other -> other.getValue()
                                        .getSpec()
                                        .dependencies()
                                        .containsKey(name))
                                .map(Map.Entry::getKey))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Deletes every Component; each stops when nothing uses it any more, those first that the fewest need. What the API server
     * refused, in its words.
     */
    Optional<String> deleteAll() {
        return refusal(() -> sources.components(installation).values().stream()
                .sorted(Comparator.comparing(
                        component -> component.getSpec().priority(), Comparator.nullsFirst(Comparator.naturalOrder())))
                .forEach(component -> marks.delete(component, DeletionMark.Cause.Deleted, Json.object())));
    }

    private static Optional<String> refusal(Runnable writes) {
        try {
            writes.run();
            return Optional.empty();
        } catch (Obstacle obstacle) {
            return Optional.of(obstacle.sentence());
        } catch (KubernetesClientException e) {
            RuntimeException failure = Obstacle.orUnavailable("a Component", e);
            if (failure instanceof Obstacle obstacle) {
                return Optional.of(obstacle.sentence());
            }
            throw failure;
        }
    }

    private void create(String name, ComponentSpec spec) {
        Component component = new Component();
        component.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(installation.getMetadata().getNamespace())
                .withLabels(owner(name).labels())
                .withAnnotations(completedBefore(name))
                .withFinalizers(Mpaas.STOP_FINALIZER)
                .build());
        component.setSpec(spec);
        try {
            context.resourceOperations().create(component, sources.components());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                refuseForeign(name);
            } else if (!isTerminating(e)) {
                throw e;
            }
        }
    }

    /** Jobs of a Component that a person deleted do not run again for the one in its place. */
    private Map<String, String> completedBefore(String name) {
        Map<String, String> annotations = installation.getMetadata().getAnnotations();
        String completed = annotations == null ? null : annotations.get(Mpaas.COMPLETED_BEFORE + name);
        return completed == null ? Map.of() : Map.of(Mpaas.COMPLETED_ANNOTATION, completed);
    }

    /** One that is ours is not in the cache yet; one of another installation is in the way. */
    private void refuseForeign(String name) {
        new Live(context.getClient())
                .read(Component.class, installation.getMetadata().getNamespace(), name)
                .filter(there -> Owners.of(there)
                        .filter(owner -> owner.installationId().equals(InstallationId.of(installation)))
                        .filter(owner -> owner.installation()
                                .equals(installation.getMetadata().getName()))
                        .isEmpty())
                .filter(foreign -> !takenBack(foreign))
                .ifPresent(foreign -> {
                    throw new Obstacle("Component " + name + " exists already and belongs to another installation (ID "
                            + Owners.of(foreign).map(Owner::installationId).orElse("none")
                            + "): see `kubectl mpaas leftovers`");
                });
    }

    /** Where nothing else carries its ID, only its labels were changed: they are put back. */
    private boolean takenBack(Component foreign) {
        String id = Owners.of(foreign).map(Owner::installationId).orElse("");
        boolean alone = id.isEmpty()
                || new Belongings(sources.where().home(), foreign.getMetadata().getNamespace())
                        .withId(id).stream().allMatch(Component.class::isInstance);
        if (alone) {
            ObjectNode patch = Json.object();
            ObjectNode metadata = patch.putObject("metadata");
            metadata.put("uid", foreign.getMetadata().getUid());
            ObjectNode labels = metadata.putObject("labels");
            owner(foreign.getMetadata().getName()).labels().forEach(labels::put);
            context.resourceOperations()
                    .resourcePatch(
                            foreign,
                            one -> context.getClient().resource(one).patch(ComponentMarks.MERGE, patch.toString()),
                            sources.components());
        }
        return alone;
    }

    static boolean isTerminating(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                && e.getStatus() != null
                && e.getStatus().getDetails() != null
                && e.getStatus().getDetails().getCauses().stream()
                        .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
    }

    private void bring(Component component, ComponentSpec wanted, Map<String, Long> equalGenerations) {
        if (same(component.getSpec(), wanted)
                && NewerValues.unreadable(component).isEmpty()) {
            equalGenerations.put(
                    component.getMetadata().getName(), component.getMetadata().getGeneration());
        } else {
            update(component, wanted);
        }
    }

    private void update(Component component, ComponentSpec wanted) {
        ComponentSpec now = component.getSpec();
        boolean resized = !Objects.equals(now.recommendedReplicas(), wanted.recommendedReplicas())
                || !NewerValues.unreadable(component).isEmpty();
        Component changed = new Component();
        changed.setMetadata(ours(component));
        changed.setSpec(resized ? wanted : wanted.withReplicas(now.replicas()));
        context.resourceOperations().update(changed, sources.components());
    }

    /** What of it may be written, with the labels by which it is known. */
    private ObjectMeta ours(Component component) {
        ObjectMeta metadata = NewerValues.withoutMemory(component.getMetadata());
        return new ObjectMetaBuilder(metadata)
                .addToLabels(owner(metadata.getName()).labels())
                .build();
    }

    /**
     * Marks a Component as no longer part of the installation, with all that use it at this moment, before their own specs
     * change; then deletes it. Its finalizer keeps it until they are gone or Ready without it.
     */
    private void remove(Component component, Map<String, Component> existing) {
        ObjectNode spec = Json.object();
        if (!Boolean.TRUE.equals(component.getSpec().removed())) {
            spec.put("removed", true);
            ArrayNode users = spec.putArray("usedBy");
            users(component, existing).forEach(users::add);
        }
        marks.delete(component, DeletionMark.Cause.Removed, spec);
    }

    private Owner owner(String component) {
        return new Owner(
                installation.getMetadata().getNamespace(),
                installation.getMetadata().getName(),
                InstallationId.of(installation),
                component);
    }

    /** Equal but for the replicas, which a person or an autoscaler may have changed. */
    private static boolean same(ComponentSpec now, ComponentSpec wanted) {
        return canonical(now).equals(canonical(wanted));
    }

    private static String canonical(ComponentSpec spec) {
        JsonNode node = Json.canonical(Json.tree(spec.withReplicas(null)));
        return node.toString();
    }
}
