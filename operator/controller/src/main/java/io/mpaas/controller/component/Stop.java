package io.mpaas.controller.component;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Deletion;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.WaitingFor;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.controller.cluster.Applier;
import io.mpaas.controller.cluster.ComponentSources;
import io.mpaas.controller.cluster.Neighbours;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.controller.report.Attempts;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.report.Unavailable;
import io.mpaas.planning.decide.Farewell;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.decide.Stalling;
import io.mpaas.planning.decide.StopReport;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.observe.Owners;
import io.mpaas.planning.observe.Pods;
import io.mpaas.planning.observe.Users;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.pods.PodTrouble;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Stops one component that is being deleted, when its last dependant's pods are gone.
 *
 * <pre>
 *   marked? ─▶ dependants gone? ─▶ delete workload ─▶ pods gone? ─▶ delete what is around them ─▶ let go
 * </pre>
 *
 * <p>Why it is deleted is written on it ({@link io.mpaas.planning.decide.DeletionMark}). One without that mark was deleted by
 * hand, and then the Installation is read live: while it wants the component, its objects go on running, and its successor takes
 * them back.
 */
final class Stop {
    /** By then the installation has carried out its newest spec. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private static final List<Class<? extends HasMetadata>> AROUND =
            List.of(PodDisruptionBudget.class, Service.class, ConfigMap.class, ControllerRevision.class);

    private final Component component;
    private final Owner owner;
    /** Each cluster that it runs in. */
    private final List<Place> places;

    private final ComponentSources sources;
    private final Means means;
    private final Instant now;

    Stop(Component component, ComponentSources sources, Means means, Instant now) {
        this.component = component;
        this.places = means.places();
        this.owner = places.getFirst().owner();
        this.sources = sources;
        this.means = means;
        this.now = now;
    }

    /**
     * What it does its work with.
     *
     * @param places each cluster that it runs in, at least one
     * @param manifests takes away one more part of what Manifests are made of; what is still there, or empty when nothing is
     */
    record Means(List<Place> places, ComponentPublisher publisher, Supplier<Optional<String>> manifests) {}

    /**
     * One step. Empty when the component was let go; else when to look again, zero for when something happens. What the cluster
     * refuses on the way is said, and asked for again.
     */
    Optional<Duration> proceed(Context<Component> context) {
        try {
            return next(context);
        } catch (Obstacle obstacle) {
            say(new StopReport.Stage(Reason.Obstructed, List.of(), obstacle.sentence()));
            return Optional.of(Obstacle.RETRY);
        } catch (Unavailable unavailable) {
            if (!Unavailable.lasts(context)) {
                throw unavailable;
            }
            say(new StopReport.Stage(Reason.Obstructed, List.of(), unavailable.sentence()));
            return Optional.of(Obstacle.RETRY);
        }
    }

    private Optional<Duration> next(Context<Component> context) {
        LettingGo lettingGo = new LettingGo(component, context);
        switch (Farewell.of(component, owner.installationId(), this::live)) {
            case ComeBack -> {
                return live().map(lettingGo::andComeBack).orElse(Optional.of(LOOK_AGAIN));
            }
            case LookAgain -> {
                return Optional.of(LOOK_AGAIN);
            }
            case Stop -> {}
        }
        Optional<Installation> installation = sources.installation(owner);
        Optional<String> hold = Asked.of(component, installation).hold();
        if (hold.isPresent()) {
            String words = "held: " + hold.get() + "; it stops when mpaas.io/hold is removed";
            say(new StopReport.Stage(Reason.Held, List.of(), words));
            return Optional.of(Duration.ZERO);
        }
        List<WaitingFor> users = users(context);
        if (!users.isEmpty()) {
            return waitOn(users, "stops after " + names(users), installation, lettingGo);
        }
        List<Pod> pods = stopAll();
        if (!pods.isEmpty() || everywhere(this::workloads).findAny().isPresent()) {
            return waitOn(List.of(), blockers(pods), installation, lettingGo);
        }
        Optional<String> left = means.manifests().get();
        if (left.isPresent()) {
            return waitOn(List.of(), left.get(), installation, lettingGo);
        }
        takeTheRest(lettingGo);
        return lettingGo.now();
    }

    private <T> Stream<T> everywhere(Function<Place, Stream<T>> what) {
        return places.stream().flatMap(what);
    }

    private Place home() {
        return places.getFirst();
    }

    private Stream<TargetCluster> clusters() {
        return Stream.concat(places.stream().map(Place::there), Stream.of(home().home()))
                .distinct();
    }

    /** The pods that were there. */
    private List<Pod> stopAll() {
        List<Pod> pods =
                everywhere(place -> place.there().owned(Pod.class, owner)).toList();
        places.forEach(this::stop);
        return pods;
    }

    private void stop(Place place) {
        Applier applier = place.applier();
        workloads(place).filter(workload -> !workload.isMarkedForDeletion()).forEach(applier::delete);
        place.there().owned(Job.class, owner).filter(Job::isMarkedForDeletion).forEach(applier::release);
        place.there().owned(Pod.class, owner).filter(Pods::isOrphan).forEach(applier::delete);
    }

    /** What is around the pods, and the data if that is to go. */
    private void takeTheRest(LettingGo lettingGo) {
        Attempts attempts = new Attempts();
        clusters().forEach(cluster -> {
            Applier applier = new Applier(cluster, owner);
            Stream.concat(AROUND.stream().flatMap(kind -> cluster.owned(kind, owner)), cluster.copies(owner))
                    .forEach(object -> attempts.at(() -> applier.delete(object)));
        });
        attempts.done();
        Optional<Installation> installation =
                live().filter(it -> InstallationId.of(it).equals(owner.installationId()));
        if (installation.filter(Stop::dataGoes).isPresent()) {
            deleteData();
        } else if (component.getSpec().type() == WorkloadType.Job) {
            // One that is removed for a while must not run again on data that went on.
            installation.filter(it -> !it.isMarkedForDeletion()).ifPresent(lettingGo::rememberJobs);
        }
    }

    private Optional<Installation> live() {
        return home().atHome().read(Installation.class, owner.installation());
    }

    /** Components that still use this one. */
    private List<WaitingFor> users(Context<Component> context) {
        IndexedResourceCache<Component> components = context.getPrimaryCache();
        Stream<Component> named = component.getSpec().usedBy().stream()
                .flatMap(user -> components.get(new ResourceID(user, owner.namespace())).stream());
        List<Component> neighbours = Stream.concat(Neighbours.dependants(components, component).stream(), named)
                .toList();
        return Users.ofDeleted(component, neighbours, this::hasOldPods).stream()
                .map(user -> new WaitingFor(user, StopReport.NOT_GONE))
                .toList();
    }

    private boolean hasOldPods(Component other) {
        Optional<Owner> of = Owners.of(other);
        List<Place> its = of.map(one -> sources.places(other, one)).orElse(List.of());
        return of.isPresent()
                && (its.isEmpty()
                        || its.stream()
                                .flatMap(where -> where.there().owned(Pod.class, where.owner()))
                                .filter(pod -> !Pods.hasEnded(pod))
                                .anyMatch(pod -> !WorkloadReader.contentHash(pod)
                                        .equals(other.getSpec().contentHash())));
    }

    private Stream<HasMetadata> workloads(Place place) {
        return Stream.of(Deployment.class, StatefulSet.class, DaemonSet.class, Job.class)
                .flatMap(kind -> place.there().owned(kind, owner));
    }

    private Optional<Duration> waitOn(
            List<WaitingFor> users, String message, Optional<Installation> installation, LettingGo lettingGo) {
        Deletion deletion = installation.map(i -> i.getSpec().deletion()).orElse(null);
        Stalling stalling = Stalling.of(Neighbour.status(component), !users.isEmpty(), deletion, now);
        say(new StopReport.Stage(Reason.Stopping, users, message));
        boolean oldPods =
                !users.isEmpty() && Boolean.TRUE.equals(component.getSpec().removed());
        return switch (stalling) {
            case Stalling.LookAgain _ when oldPods -> Optional.of(LOOK_AGAIN);
            case Stalling.LookAgain wait -> Optional.of(wait.after().plusMillis(1));
            case Stalling.WaitOn _ -> Optional.of(Duration.ZERO);
            case Stalling.LetGo _ -> {
                takeTheRest(lettingGo);
                yield lettingGo.now();
            }
        };
    }

    private void say(StopReport.Stage stage) {
        means.publisher().say(component, stage);
    }

    /** What keeps the step from ending, by name: finalizers of others on pods and workload, and nodes that nobody hears from. */
    private String blockers(List<Pod> pods) {
        Stream<String> silent = everywhere(place -> place.there()
                        .owned(Pod.class, owner)
                        .filter(pod ->
                                pod.isMarkedForDeletion() && pod.getSpec().getNodeName() != null)
                        .filter(pod ->
                                !place.there().nodes().isReady(pod.getSpec().getNodeName())))
                .map(pod -> PodTrouble.stuckOnLostNode(
                                pod.getMetadata().getName(), pod.getSpec().getNodeName())
                        .sentence());
        Stream<String> held = Stream.concat(everywhere(this::workloads), pods.stream())
                .filter(object -> object.isMarkedForDeletion()
                        && !object.getMetadata().getFinalizers().isEmpty())
                .map(object -> object.getKind() + " " + object.getMetadata().getName() + " has finalizer "
                        + String.join(", ", object.getMetadata().getFinalizers()));
        List<String> texts = Stream.concat(silent, held).sorted().limit(5).toList();
        return texts.isEmpty() ? "stopping its pods" : "stopping: " + String.join("; ", texts);
    }

    private static boolean dataGoes(Installation installation) {
        Deletion deletion = installation.getSpec().deletion();
        return deletion != null && deletion.data() == Deletion.Data.Delete;
    }

    /**
     * One claim after another: the right to delete collections would be the right to delete what is not listed here. Passwords stay
     * while data that knows them does, in a Site that is left behind.
     */
    private void deleteData() {
        places.forEach(place -> place.applier().claims().forEach(place.applier()::delete));
        boolean known = sources.isLeftBehind(component, owner);
        clusters()
                .filter(cluster -> !known || !cluster.isOwn())
                .forEach(cluster -> cluster.owned(Secret.class, owner).forEach(new Applier(cluster, owner)::delete));
    }

    private static String names(List<WaitingFor> users) {
        return String.join(", ", users.stream().map(WaitingFor::component).toList());
    }
}
