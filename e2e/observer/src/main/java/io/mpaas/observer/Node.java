package io.mpaas.observer;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.api.v1alpha1.WorkloadType;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the order of a component follows from.
 *
 * @param updateAfter components to be Ready at their new content before this one's pods change
 * @param quorum it is a voting set: a majority makes it Ready
 * @param external it has no workload, for the customer brings it or it is any Kubernetes objects: its own start is not judged,
 *     and the operator's word for its readiness is all there is
 * @param sites in how many clusters it has pods
 */
public record Node(
        SortedSet<String> startup,
        SortedSet<String> runtime,
        SortedSet<String> updateAfter,
        boolean quorum,
        boolean external,
        int sites) {
    /** Needs nothing. */
    public static final Node ALONE = after();

    public Node {
        startup = sorted(startup);
        runtime = sorted(runtime);
        updateAfter = sorted(updateAfter);
    }

    /** Starts, and is updated, after these. */
    public static Node after(String... names) {
        return of(Set.of(names), Set.of());
    }

    /** The update order follows from the edges: startup and runtime. */
    public static Node of(Set<String> startup, Set<String> runtime) {
        SortedSet<String> both = new TreeSet<>(startup);
        both.addAll(runtime);
        return new Node(sorted(startup), sorted(runtime), both, false, false, 1);
    }

    /** As the Component object says; its {@code updateAfter} is always complete. */
    static Node of(Component component) {
        ComponentSpec spec = component.getSpec();
        return new Node(
                names(spec.dependencies(), Dependency::startup),
                names(spec.dependencies(), Dependency::runtime),
                sorted(spec.updateAfter().keySet()),
                spec.content() != null && Boolean.TRUE.equals(spec.content().quorum()),
                spec.external() != null || spec.type() == WorkloadType.Manifests,
                sites(spec));
    }

    private static int sites(ComponentSpec spec) {
        long carriers = spec.placement().values().stream()
                .filter(share -> share.replicas() == null || share.replicas() > 0)
                .count();
        return Math.max(1, Math.toIntExact(carriers));
    }

    public Node withRuntime(String... names) {
        SortedSet<String> after = new TreeSet<>(updateAfter);
        Collections.addAll(after, names);
        return new Node(startup, new TreeSet<>(Set.of(names)), after, quorum, external, sites);
    }

    public Node withUpdateAfter(String... names) {
        return new Node(startup, runtime, new TreeSet<>(Set.of(names)), quorum, external, sites);
    }

    /** In several clusters. */
    Node inSites(int number) {
        return new Node(startup, runtime, updateAfter, quorum, external, number);
    }

    public Node asVotingSet() {
        return new Node(startup, runtime, updateAfter, true, external, sites);
    }

    public Node asExternal() {
        return new Node(startup, runtime, updateAfter, quorum, true, sites);
    }

    /** The edges that order starting and stopping: startup and runtime. */
    public SortedSet<String> ordering() {
        SortedSet<String> both = new TreeSet<>(startup);
        both.addAll(runtime);
        return both;
    }

    private static SortedSet<String> names(Map<String, Dependency> dependencies, Predicate<Dependency> kind) {
        SortedSet<String> names = new TreeSet<>();
        dependencies.forEach((name, dependency) -> {
            if (kind.test(dependency)) {
                names.add(name);
            }
        });
        return names;
    }

    private static SortedSet<String> sorted(Set<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }
}
