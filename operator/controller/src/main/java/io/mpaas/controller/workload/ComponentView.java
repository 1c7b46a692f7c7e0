package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.controller.cluster.InPlace;
import io.mpaas.controller.cluster.Neighbours;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.planning.decide.DependencyFacts;
import io.mpaas.planning.decide.JobRecord;
import io.mpaas.planning.decide.Obstruction;
import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.decide.WorkloadFacts;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.observe.Owners;
import io.mpaas.planning.observe.Pods;
import io.mpaas.planning.observe.ServiceReader;
import io.mpaas.planning.observe.SetReader;
import io.mpaas.planning.observe.Users;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.pods.Fellows;
import io.mpaas.planning.pods.Member;
import io.mpaas.planning.pods.PodFacts;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the caches know about one component, as the {@link Situation} that a decision rests on.
 *
 * @param versions of its objects, read before all else: an object that changed meanwhile is of another version now
 * @param others where else it lives, while those sites can be worked in
 * @param pods as they were judged; one that is found in the cache by the same name later may be another one
 */
public record ComponentView(
        Component component,
        Place place,
        Set<InPlace.Version> versions,
        Optional<HasMetadata> workload,
        List<Pod> pods,
        Situation situation,
        List<OtherSite> others) {
    private static final Duration LOST = Duration.ofSeconds(30);

    public static ComponentView read(
            Component component, Place place, IndexedResourceCache<Component> components, ViewExtras extras) {
        Owner owner = place.owner();
        TargetCluster there = place.there();
        Set<InPlace.Version> versions = place.versions();
        ComponentSpec spec = component.getSpec().alsoMissing(extras.missingKinds());
        Optional<HasMetadata> workload = workload(spec, owner, there);
        Optional<WorkloadFacts> facts =
                facts(workload.filter(owner::owns), spec).or(extras::manifests);
        List<Pod> pods = there.owned(Pod.class, owner).toList();
        Situation situation = new Situation(
                component.getMetadata().getGeneration(),
                spec,
                Neighbour.status(component),
                JobRecord.of(component),
                dependencies(component, components, there),
                facts,
                there.owned(Job.class, owner).findAny().isPresent(),
                extras.refusal().map(words -> new Obstruction(words, false)),
                podFacts(owner, there, spec, workload, pods),
                extras.reachable(),
                users(component, workload, components, extras),
                isToChange(facts, spec) ? heldBy(component, components) : Optional.empty(),
                new DataChanges(component, place).due(facts, extras.now()),
                ServiceReader.pending(there.owned(Service.class, owner).toList()),
                Asked.of(component, extras.installation()),
                extras.now());
        return new ComponentView(component, place, versions, workload, pods, situation, List.of());
    }

    /** The same of a component that lives in these other sites as well, where it has these members. */
    public ComponentView beside(List<OtherSite> elsewhere, Fellows fellows) {
        PodFacts facts = situation.pods();
        Situation whole = situation
                .workload()
                .map(live -> situation.asOf(live, facts.with(facts.members().with(fellows))))
                .orElse(situation);
        return new ComponentView(component, place, versions, workload, pods, whole, elsewhere);
    }

    private static List<String> users(
            Component component,
            Optional<HasMetadata> workload,
            IndexedResourceCache<Component> components,
            ViewExtras extras) {
        return Users.ofPods(
                component,
                workload.isPresent(),
                Neighbours.dependants(components, component),
                Outside.names(extras.installation()));
    }

    private static boolean isToChange(Optional<WorkloadFacts> facts, ComponentSpec spec) {
        return facts.filter(live -> !live.contentHash().equals(spec.contentHash()))
                .isPresent();
    }

    private static Optional<WorkloadFacts> facts(Optional<HasMetadata> workload, ComponentSpec spec) {
        return workload.map(live -> WorkloadReader.read(live, spec.readyWhen()));
    }

    private static PodFacts podFacts(
            Owner owner, TargetCluster there, ComponentSpec spec, Optional<HasMetadata> workload, List<Pod> pods) {
        List<Service> services = there.owned(Service.class, owner).toList();
        return Pods.read(pods, spec.contentHash(), there.nodes())
                .with(SetReader.members(workload.filter(owner::owns).orElse(null), pods, there.nodes()))
                .with(ServiceReader.unreached(services, there.slices(owner), pods));
    }

    /**
     * Facts that do not come from the caches of known kinds.
     *
     * @param manifests how the objects of a component that is a set of any objects are, once there are any
     */
    public record ViewExtras(
            Optional<Boolean> reachable,
            Optional<String> refusal,
            List<String> missingKinds,
            Optional<WorkloadFacts> manifests,
            Optional<Installation> installation,
            Instant now) {}

    /** Pods of the component, in the form autoscalers want: those here; of others they say that they cannot scale them. */
    public String selector() {
        boolean none = workload.isEmpty() && component.getSpec().type() == null;
        return none || !place.isAtHome() ? "" : Mpaas.COMPONENT_LABEL + "=" + owner().component();
    }

    /** Whose objects they are. */
    public Owner owner() {
        return place.owner();
    }

    /** The live workload: of the type that the spec asks for, or else of the one that it asked for before. */
    private static Optional<HasMetadata> workload(ComponentSpec spec, Owner owner, TargetCluster there) {
        return ofPresentType(spec, owner, there)
                .or(() -> spec.type() == WorkloadType.Manifests ? Optional.empty() : ofFormerType(owner, there));
    }

    private static Optional<HasMetadata> ofFormerType(Owner owner, TargetCluster there) {
        return Stream.of(Deployment.class, StatefulSet.class, DaemonSet.class)
                .flatMap(kind -> there.owned(kind, owner))
                .map(HasMetadata.class::cast)
                .findFirst();
    }

    /** How many members a StatefulSet has, by its own word or, while there is none, by the pods that are left of it. */
    Optional<Integer> size() {
        return workload.isPresent()
                ? workload.filter(StatefulSet.class::isInstance)
                        .map(live -> ((StatefulSet) live).getSpec().getReplicas())
                : pods.stream()
                        .filter(Pods::isOrphan)
                        .map(pod -> Member.ordinal(pod.getMetadata().getName())
                                - component.getSpec().firstOrdinal()
                                + 1)
                        .max(Integer::compare);
    }

    InPlace.State state() {
        ObjectMeta metadata = component.getMetadata();
        return new InPlace.State(
                metadata.getUid(), metadata.getGeneration(), situation.jobs().toString(), versions);
    }

    /** Whether the live workload was rendered for what the spec asks for. */
    boolean isOfPresentContent() {
        return workload.map(WorkloadReader::contentHash)
                .filter(component.getSpec().contentHash()::equals)
                .isPresent();
    }

    /** Whether what lives must go before what the spec asks for can be made. */
    boolean isOfFormerType() {
        WorkloadType type = component.getSpec().type();
        return workload.filter(live -> type == null || !type.name().equals(live.getKind()))
                .isPresent();
    }

    private static Optional<HasMetadata> ofPresentType(ComponentSpec spec, Owner owner, TargetCluster there) {
        if (spec.type() == null) {
            return Optional.empty();
        }
        String name = owner.component();
        return switch (spec.type()) {
            case Deployment -> there.find(Deployment.class, owner, name).map(HasMetadata.class::cast);
            case StatefulSet -> there.find(StatefulSet.class, owner, name).map(HasMetadata.class::cast);
            case DaemonSet -> there.find(DaemonSet.class, owner, name).map(HasMetadata.class::cast);
            case Manifests -> Optional.empty();
            case Job ->
                there.find(Job.class, owner, ObjectNames.ofContent(name, spec.contentHash()))
                        .map(HasMetadata.class::cast);
        };
    }

    private static Map<String, DependencyFacts> dependencies(
            Component component, IndexedResourceCache<Component> components, TargetCluster there) {
        Set<String> names = new TreeSet<>(component.getSpec().dependencies().keySet());
        names.addAll(component.getSpec().updateAfter().keySet());
        Map<String, DependencyFacts> facts = new TreeMap<>();
        for (String name : names) {
            components
                    .get(new ResourceID(name, component.getMetadata().getNamespace()))
                    .filter(dependency -> !dependency.isMarkedForDeletion())
                    .filter(dependency -> Neighbour.sameInstallation(component, dependency))
                    .ifPresent(dependency -> facts.put(name, facts(dependency, at(component, dependency, there))));
        }
        return facts;
    }

    private static DependencyFacts facts(Component dependency, Optional<String> at) {
        ComponentStatus status = Neighbour.status(dependency);
        return new DependencyFacts(
                Conditions.verdict(status.conditions(), Conditions.Type.Ready),
                Conditions.verdict(status.conditions(), Conditions.Type.Available),
                at,
                Conditions.find(status.conditions(), Conditions.Type.Available)
                        .filter(available -> Verdict.of(available).isTrue())
                        .map(available -> Instant.parse(available.getLastTransitionTime())),
                Asked.of(dependency, Optional.empty()).restart().filter(asked -> !asked.equals(status.restart())));
    }

    /** The hash it is at: the rollout hash it published, or, where its content is asked for, that content, once all its pods have it. */
    private static Optional<String> at(Component component, Component dependency, TargetCluster there) {
        ComponentSpec spec = dependency.getSpec();
        String published = Neighbour.status(dependency).rolloutHash();
        boolean ofContent = spec.contentHash()
                .equals(component
                        .getSpec()
                        .updateAfter()
                        .get(dependency.getMetadata().getName()));
        return ofContent
                ? Optional.of(spec.contentHash()).filter(_ -> isWhollyOf(spec, published, Owners.of(dependency), there))
                : Optional.ofNullable(published);
    }

    /** Of Manifests, what they published has to do; what the customer brings, and Jobs, have no pods of another content to wait for. */
    private static boolean isWhollyOf(
            ComponentSpec spec, @Nullable String published, Optional<Owner> owner, TargetCluster there) {
        if (spec.type() == WorkloadType.Manifests) {
            return spec.rolloutHash().equals(published);
        }
        boolean hasPods = spec.external() == null && spec.type() != WorkloadType.Job;
        return !hasPods
                || owner.stream()
                        .flatMap(its -> Stream.concat(
                                workload(spec, its, there).stream(),
                                there.owned(Pod.class, its).filter(pod -> !Pods.hasEnded(pod) && !isLost(pod))))
                        .allMatch(object -> spec.contentHash().equals(WorkloadReader.contentHash(object)));
    }

    /** Its time to end is over, and nobody has taken it away: its node is silent. */
    private static boolean isLost(Pod pod) {
        String end = pod.getMetadata().getDeletionTimestamp();
        return end != null && Instant.parse(end).plus(LOST).isBefore(Instant.now());
    }

    /** A component that had been started and failed at the present spec of the installation; only looked for before an update. */
    private static Optional<String> heldBy(Component component, IndexedResourceCache<Component> components) {
        return Neighbours.ofInstallation(components, component).stream()
                .filter(Neighbour::holdsOthers)
                .map(other -> other.getMetadata().getName())
                .filter(name -> !name.equals(component.getMetadata().getName()))
                .sorted()
                .findFirst();
    }
}
