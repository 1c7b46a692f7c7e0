package io.mpaas.cli.plan;

import io.mpaas.api.v1alpha1.Deletion;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cli.console.Complaint;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.plan.Action;
import io.mpaas.planning.plan.Plan;
import io.mpaas.planning.plan.Planner;
import io.mpaas.planning.plan.Standing;
import io.mpaas.planning.plan.Step;
import io.mpaas.planning.release.ReleaseCopy;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan and where it stands.
 *
 * @param title which installation, from which Release to which
 * @param hash of the plan
 * @param provisional whether the hash may still change
 * @param warnings what may be wrong with what is asked for
 */
public record Planned(String title, String hash, boolean provisional, Plan plan, List<ReportedProblem> warnings) {
    public Planned {
        warnings = List.copyOf(warnings);
    }

    /**
     * What a spec is compared with.
     *
     * @param id of the installation
     * @param name for people
     * @param spec as it is; empty of one that is not there yet
     */
    record Present(
            String id,
            String name,
            String namespace,
            Optional<InstallationSpec> spec,
            Map<String, Standing> components,
            SiteFacts facts) {}

    /** Of files alone: what the old ones describe is taken as running. */
    public static Planned offline(Wanted old, Wanted now) {
        var installation = old.installation()
                .orElseThrow(() -> Complaint.bad("the old files have no Installation: give its file, too"));
        InstallationSpec spec = installation.spec(InstallationSpec.class);
        Blueprint blueprint = blueprint(
                compile(installation.namespace(), spec, old.release(spec.release()), SiteFacts.UNKNOWN),
                "the old files");
        Map<String, Standing> standing = new TreeMap<>();
        Map<String, Map<String, String>> choices = new TreeMap<>();
        blueprint.components().forEach((name, component) -> {
            standing.put(name, Standing.of(component));
            choices.put(name, component.choices());
        });
        SiteFacts facts = new SiteFacts(Map.of(), Optional.empty(), true, choices, Map.of(), Set.of(), Rooms.OWN);
        String name = installation.name();
        Present present = new Present(
                installation.namespace() + "/" + name,
                name,
                installation.namespace(),
                Optional.of(spec),
                standing,
                facts);
        InstallationSpec asked = now.spec(Optional.of(spec));
        return of(present, asked, now.release(asked.release()).or(() -> old.release(asked.release())), List.of());
    }

    static Planned of(
            Present present, InstallationSpec asked, Optional<ReleaseSpec> release, List<ReportedProblem> told) {
        Compilation compilation =
                compile(present.namespace(), asked, release, present.facts()).with(told);
        Blueprint blueprint = blueprint(compilation, "what is asked for");
        Deletion deletion = asked.deletion();
        Plan plan = Planner.plan(
                present.id(),
                ReleaseCopy.digest(release.orElseThrow()),
                present.components(),
                blueprint,
                deletion != null && deletion.data() == Deletion.Data.Delete);
        return new Planned(
                title(present, asked),
                plan.hash(),
                plan.isProvisional(),
                plan,
                warnings(asked, compilation, jobs(plan, blueprint), undoJobs(plan, blueprint)));
    }

    private static Compilation compile(
            String namespace, InstallationSpec spec, Optional<ReleaseSpec> release, SiteFacts facts) {
        Compilation compilation = Compiler.compile(new CompileInput(namespace, release, spec, facts));
        return spec.state() == RunState.Stopped ? compilation.stopped() : compilation;
    }

    private static Blueprint blueprint(Compilation compilation, String what) {
        List<ReportedProblem> errors =
                compilation.problems().stream().filter(Problems::isError).toList();
        return compilation
                .blueprint()
                .filter(_ -> errors.isEmpty())
                .orElseThrow(() -> Complaint.bad(what + " would be refused:\n"
                        + errors.stream()
                                .map(problem -> "  " + problem.field() + ": " + problem.message())
                                .collect(Collectors.joining("\n"))));
    }

    /** Those that run, and past which nothing is taken back. */
    private static List<String> jobs(Plan plan, Blueprint blueprint) {
        return run(plan).filter(name -> !blueprint.undo().past().contains(name)).toList();
    }

    private static Stream<String> run(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.action() == Action.Run)
                .map(Step::component)
                .sorted();
    }

    /** Those that undo Jobs that run: {@code JOB by UNDO-JOB}. */
    private static List<String> undoJobs(Plan plan, Blueprint blueprint) {
        Set<String> run = run(plan).collect(Collectors.toSet());
        return blueprint.undo().jobs().entrySet().stream()
                .flatMap(entry -> entry.getValue().undoes().stream()
                        .map(undone -> undone.job())
                        .filter(run::contains)
                        .map(job -> job + " by " + entry.getKey()))
                .sorted()
                .toList();
    }

    private static List<ReportedProblem> warnings(
            InstallationSpec asked, Compilation compilation, List<String> jobs, List<String> undoJobs) {
        List<ReportedProblem> all = new ArrayList<>(compilation.problems());
        if (asked.updatesWait()) {
            all.add(new ReportedProblem(
                    Problems.WARNING,
                    "Paused",
                    "spec.paused",
                    "while it is true, updates and removals wait; what is added starts"));
        }
        if (asked.takesBack() && !jobs.isEmpty()) {
            all.add(new ReportedProblem(
                    Problems.WARNING,
                    "PointOfNoReturn",
                    "spec.rollout.onFailure",
                    "once Job " + String.join(", ", jobs)
                            + " has completed, a failure holds the change and does not take it back"));
        }
        if (asked.takesBack() && jobs.isEmpty() && !undoJobs.isEmpty()) {
            all.add(new ReportedProblem(
                    Problems.WARNING,
                    "UndoJob",
                    "spec.rollout.onFailure",
                    "a failure takes the change back, and what its Jobs have done is undone: "
                            + String.join(", ", undoJobs)));
        }
        return all;
    }

    private static String title(Present present, InstallationSpec asked) {
        String before = present.spec().map(InstallationSpec::release).orElse("nothing");
        String releases = before.equals(asked.release()) ? before : before + " → " + asked.release();
        return present.name() + " (namespace " + present.namespace() + "): " + releases;
    }
}
