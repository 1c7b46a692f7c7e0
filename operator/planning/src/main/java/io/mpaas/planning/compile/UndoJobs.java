package io.mpaas.planning.compile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.api.v1alpha1.DependencyType;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.Undo;
import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Problems;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a blueprint runs only if it is taken back: each undo Job has all that the Job has which it undoes, but for its pod and its
 * settings.
 *
 * @param past Jobs past which a change is taken back: the content before works with what they have done, or an undo Job undoes it
 * @param jobs the undo Jobs by name; none is part of the graph
 */
public record UndoJobs(SortedSet<String> past, SortedMap<String, ComponentSpec> jobs) {
    /** Where nothing of it is said. */
    public static final UndoJobs NONE = new UndoJobs(new TreeSet<>(), new TreeMap<>());

    public UndoJobs {
        past = Collections.unmodifiableSortedSet(new TreeSet<>(past));
        jobs = Collections.unmodifiableSortedMap(new TreeMap<>(jobs));
    }

    /** Those of the Jobs of a blueprint. */
    static Blueprint in(Blueprint blueprint, CompileInput input, ReleaseSpec release, Problems problems) {
        Maker maker = new Maker(input, new Bindings(input, release, blueprint.graph()).generatedSecrets(), problems);
        SortedSet<String> past = new TreeSet<>();
        SortedMap<String, ComponentSpec> jobs = new TreeMap<>();
        blueprint.components().forEach((name, spec) -> {
            ReleaseComponent job = release.components().get(name);
            if (job == null || job.undo() == null || job.undo() == Undo.None) {
                return;
            }
            past.add(name);
            String undo = job.undoJob();
            ReleaseComponent undoing =
                    undo == null ? null : release.components().get(undo);
            if (undo != null && undoing != null && undoing.pod() != null && spec.content() != null) {
                jobs.put(undo, maker.undoJob(undo, undoing, name, spec));
            }
        });
        return blueprint.with(new UndoJobs(past, jobs));
    }

    /** The same of this run of them: what is undone anew runs anew. */
    public static ComponentSpec of(ComponentSpec undoJob, String run) {
        ComponentContent content = undoJob.content();
        if (content == null || !(content.podTemplate() instanceof ObjectNode template)) {
            return undoJob;
        }
        ObjectNode stamped = template.deepCopy();
        stamped.withObject("/metadata").withObject("/annotations").put("mpaas.io/undo", run);
        return Maker.undoing(undoJob, content.withPodTemplate(stamped), undoJob.dependencies(), undoJob.missing());
    }

    private record Maker(CompileInput input, Set<String> generated, Problems problems) {
        ComponentSpec undoJob(String name, ReleaseComponent undoing, String job, ComponentSpec spec) {
            ComponentSettings settings = input.settings(name);
            ComponentContent its = Objects.requireNonNull(spec.content());
            ObjectNode template = PodTemplates.resolve(
                    Objects.requireNonNull(undoing.pod()),
                    input.spec().defaults(),
                    input.spec().images(),
                    settings);
            ComponentContent content = its.ofUndoJob(
                    template,
                    PodTemplates.config(undoing, settings),
                    References.digests(template, its.bindings(), generated, input.facts(), ContentHash.NEWEST));
            Map<String, Dependency> needs = new TreeMap<>(spec.dependencies());
            needs.replaceAll((_, need) -> new Dependency(need.kinds(), null));
            needs.put(job, new Dependency(List.of(DependencyType.UNDO), spec.contentHash()));
            List<String> lacks = Missing.find(name, null, content, input.facts(), problems);
            return undoing(spec, content, needs, lacks);
        }

        private static ComponentSpec undoing(
                ComponentSpec spec, ComponentContent content, Map<String, Dependency> needs, List<String> lacks) {
            String hash = ContentHash.NEWEST.of("Job", content, Map.of());
            String rollout = Json.hash(Map.of("undo", hash)); // a gate that asks for a content does not wait for a Job
            return spec.undoneBy(content, new ComponentSpec.Hashes(hash, rollout), needs, lacks);
        }
    }
}
