package io.mpaas.planning.rollback;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.compile.UndoJobs;
import io.mpaas.planning.history.WayBack;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The undo Jobs of a change that is taken back: those whose Job has completed in it, each in the place of its Job.
 *
 * <pre>
 *   update   db ─▶ schema ──────▶ api
 *   reverse  db ◀─ schema-back ◀─ api     schema-back asks that all pods of api are back; db asks that schema-back has completed
 * </pre>
 *
 * <p>Once what it has undone is written down, a Job has not completed any more, and its undo Job is not part of the way back any more.
 */
public final class Undoing {
    private final Blueprint back;
    private final Blueprint tried;
    private final Set<String> changed = new TreeSet<>();
    /** Undo Jobs by the Job that each undoes. */
    private final Map<String, Due> due = new TreeMap<>();

    private record Due(String name, ComponentSpec spec) {}

    private Undoing(Blueprint back, Blueprint tried) {
        this.back = back;
        this.tried = tried;
        SortedMap<String, String> hashes = tried.contentHashes();
        back.contentHashes().forEach((name, hash) -> {
            if (hashes.containsKey(name) && !hash.equals(hashes.get(name))) {
                changed.add(name);
            }
        });
    }

    /**
     * The way back with its undo Jobs.
     *
     * @param back in the reverse order, see {@link Reversal}
     * @param tried what is taken back
     * @param components that are there
     */
    public static Blueprint of(
            Blueprint back,
            Blueprint tried,
            RefusedChange change,
            Installation installation,
            Map<String, Component> components) {
        Undoing undoing = new Undoing(back, tried);
        SortedMap<String, String> hashes = back.contentHashes();
        tried.undo()
                .jobs()
                .forEach((name, spec) -> spec.undoes()
                        .filter(undone -> !undone.contentHash().equals(hashes.get(undone.job())))
                        .filter(undone -> WayBack.completed(undone.job(), installation, components)
                                .contains(undone.contentHash()))
                        .ifPresent(undone ->
                                undoing.due.put(undone.job(), new Due(name, undoing.anew(spec, undone, change)))));
        return undoing.due.isEmpty() ? back : undoing.inTheirPlaces();
    }

    /** Of this change only; it stops where all else is to stop. */
    private ComponentSpec anew(ComponentSpec undoJob, ComponentSpec.Undone undone, RefusedChange change) {
        ComponentSpec job = tried.components().get(undone.job());
        return UndoJobs.of(undoJob, undone.job() + " " + undone.contentHash() + " " + change.at())
                .withState(job == null ? null : job.state());
    }

    private Blueprint inTheirPlaces() {
        Map<String, ComponentSpec> components = new TreeMap<>(back.components());
        due.forEach((job, undo) ->
                components.put(undo.name(), undo.spec().updatedAfter(undo.spec().dependencies(), after(job))));
        due.forEach((job, undo) -> closure(job, tried.graph()::updatePredecessors).stream()
                .filter(changed::contains)
                .filter(predecessor -> !waitsFor(components, undo.name(), predecessor))
                .forEach(predecessor -> components.computeIfPresent(predecessor, (_, spec) -> waitingFor(spec, undo))));
        return back.with(components);
    }

    /** What was updated after a Job goes back before it is undone. */
    private SortedMap<String, String> after(String job) {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String later : closure(job, this::successors)) {
            ComponentSpec spec = back.components().get(later);
            if (spec != null && changed.contains(later)) {
                hashes.put(later, spec.contentHash());
            }
            Due undo = due.get(later);
            if (undo != null) {
                hashes.put(undo.name(), undo.spec().rolloutHash());
            }
        }
        return hashes;
    }

    private Set<String> successors(String name) {
        Set<String> successors = new TreeSet<>();
        tried.components().keySet().stream()
                .filter(other -> tried.graph().updatePredecessors(other).contains(name))
                .forEach(successors::add);
        return successors;
    }

    private static ComponentSpec waitingFor(ComponentSpec spec, Due undo) {
        SortedMap<String, String> hashes = new TreeMap<>(spec.updateAfter());
        hashes.put(undo.name(), undo.spec().rolloutHash());
        return spec.updatedAfter(spec.dependencies(), hashes);
    }

    /** Where the order before was another one, a wait on each other would be for ever. */
    private static boolean waitsFor(Map<String, ComponentSpec> components, String name, String other) {
        return closure(name, one -> {
                    ComponentSpec spec = components.get(one);
                    return spec == null ? Set.of() : spec.updateAfter().keySet();
                })
                .contains(other);
    }

    /** All that is reached, without where it began. */
    private static Set<String> closure(String from, Function<String, ? extends Collection<String>> next) {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(from));
        while (!open.isEmpty()) {
            for (String one : next.apply(open.pop())) {
                if (!one.equals(from) && seen.add(one)) {
                    open.push(one);
                }
            }
        }
        return seen;
    }
}
