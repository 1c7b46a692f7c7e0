package io.mpaas.faults;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.faults.Recorder.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges what a {@link Recorder} saw, change by change.
 *
 * <ul>
 *   <li>A workload is made when each startup dependency, as the Component of that content hash names it, is Ready.
 *   <li>A workload, but for a Job that has had its time, ends when no pod is left whose Component, at that pod's content hash, names it as startup or runtime dependency.
 *   <li>A voting set that had its majority keeps it, where it is to.
 * </ul>
 */
final class Order {
    private final Map<String, ComponentSpec> specs = new HashMap<>();
    private final Map<String, ComponentSpec> latest = new HashMap<>();
    private final Map<String, Seen> pods = new LinkedHashMap<>();
    private final Set<String> workloads = new HashSet<>();
    private final Set<String> completed = new HashSet<>();
    private final Set<String> voting = new TreeSet<>();
    private final Map<String, Set<String>> made = new TreeMap<>();
    private final Set<String> violations = new TreeSet<>();
    private final boolean keepsVoting;
    private final long since;

    private Order(boolean keepsVoting, long since) {
        this.keepsVoting = keepsVoting;
        this.since = since;
    }

    /** Only what happened after a resourceVersion is judged; what was before is known. */
    static Order of(List<Seen> inOrder, boolean keepsVoting, long since) {
        Order order = new Order(keepsVoting, since);
        inOrder.forEach(order::next);
        return order;
    }

    List<String> violations() {
        return new ArrayList<>(violations);
    }

    /** Component to the number of pods that were made for it since then. */
    Map<String, Integer> podsMade() {
        Map<String, Integer> numbers = new TreeMap<>();
        made.forEach((component, uids) -> numbers.put(component, uids.size()));
        return numbers;
    }

    private void next(Seen seen) {
        switch (seen.object()) {
            case Component component -> {
                specs.put(key(seen.component(), component.getSpec().contentHash()), component.getSpec());
                latest.put(seen.component(), component.getSpec());
            }
            case Pod _ -> pod(seen);
            default -> workload(seen);
        }
    }

    private void pod(Seen seen) {
        String uid = seen.object().getMetadata().getUid();
        if (seen.version() > since && !pods.containsKey(uid) && !seen.gone()) {
            made.computeIfAbsent(seen.component(), _ -> new HashSet<>()).add(uid);
        }
        if (seen.gone()) {
            pods.remove(uid);
        } else {
            pods.put(uid, seen);
        }
        majority(seen.component(), seen.version());
    }

    private void majority(String component, long version) {
        ComponentSpec spec = latest.get(component);
        if (!keepsVoting
                || spec == null
                || spec.content() == null
                || !Boolean.TRUE.equals(spec.content().quorum())) {
            return;
        }
        long ready = ready(component);
        long needed = minReady(spec);
        if (ready >= needed && voting.add(component)) {
            return;
        }
        if (voting.contains(component) && ready < needed && version > since) {
            violations.add("%s had %d voters of %d needed".formatted(component, ready, needed));
        }
    }

    private void workload(Seen seen) {
        String component = seen.component();
        if (component.isEmpty()) {
            return;
        }
        if (seen.object() instanceof Job job
                && job.getStatus() != null
                && job.getStatus().getSucceeded() != null) {
            completed.add(key(component, seen.contentHash()));
        }
        String uid = seen.object().getMetadata().getUid();
        if (!seen.ends() && workloads.add(uid) && seen.version() > since) {
            started(seen);
        } else if (seen.ends() && workloads.remove(uid) && seen.version() > since && !(seen.object() instanceof Job)) {
            stopped(seen);
        }
    }

    private void started(Seen seen) {
        ComponentSpec spec = specs.get(key(seen.component(), seen.contentHash()));
        if (spec == null) {
            return;
        }
        spec.dependencies().forEach((name, dependency) -> {
            if (dependency.startup() && !isReady(name)) {
                violations.add(seen.component() + " was started while " + name + " was not Ready");
            }
        });
    }

    private boolean isReady(String name) {
        ComponentSpec spec = latest.get(name);
        if (spec == null || spec.type() == WorkloadType.Manifests) {
            return true;
        }
        return spec.type() == WorkloadType.Job
                ? completed.contains(key(name, spec.contentHash()))
                : ready(name) >= minReady(spec);
    }

    private void stopped(Seen seen) {
        pods.values().stream()
                .filter(pod -> !pod.component().equals(seen.component()) && isAlive(pod))
                .filter(pod -> uses(pod, seen.component()))
                .forEach(pod -> violations.add(
                        seen.component() + " was stopped while a pod of " + pod.component() + " needed it"));
    }

    private boolean uses(Seen pod, String component) {
        ComponentSpec spec = specs.get(key(pod.component(), pod.contentHash()));
        Dependency edge = spec == null ? null : spec.dependencies().get(component);
        return edge != null && edge.ordering();
    }

    private static boolean isAlive(Seen seen) {
        String phase = seen.object() instanceof Pod pod && pod.getStatus() != null
                ? String.valueOf(pod.getStatus().getPhase())
                : "";
        return !phase.equals("Succeeded") && !phase.equals("Failed");
    }

    private long ready(String component) {
        return pods.values().stream()
                .filter(pod -> pod.component().equals(component) && serves((Pod) pod.object()))
                .count();
    }

    private static boolean serves(Pod pod) {
        return !pod.isMarkedForDeletion()
                && pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    /** Of 3 voters 2; of 4 others 3. When it grows, what it had is enough. */
    private static long minReady(ComponentSpec spec) {
        int replicas = spec.replicas() == null ? 1 : spec.replicas();
        boolean votes =
                spec.content() != null && Boolean.TRUE.equals(spec.content().quorum());
        return votes ? Math.min(replicas / 2 + 1, 2) : replicas - replicas / 4;
    }

    private static String key(String component, String contentHash) {
        return component + " " + contentHash;
    }
}
