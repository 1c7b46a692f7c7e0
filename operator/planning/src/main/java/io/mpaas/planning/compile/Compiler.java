package io.mpaas.planning.compile;

import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.Resolution;
import io.mpaas.graph.Resolver;
import io.mpaas.graph.Selection;
import io.mpaas.planning.check.InstallationCheck;
import io.mpaas.planning.check.NameCheck;
import io.mpaas.planning.check.ReleaseCheck;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.ReleaseGraph;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes the blueprint of an installation, or says everything that is wrong.
 *
 * <pre>
 *   check Release, check Installation ─▶ choose components and alternatives ─▶ resolve each ─▶ chain the hashes
 * </pre>
 */
public final class Compiler {
    private Compiler() {}

    public static Compilation compile(CompileInput input) {
        Problems problems = new Problems();
        if (input.release().isEmpty()) {
            problems.error(
                    Problems.Reason.ReleaseNotFound,
                    "spec.release",
                    "there is no Release \"" + input.spec().release()
                            + "\": apply it, or correct the name (kubectl get mrel lists them)");
            return Compilation.rejected(problems);
        }
        ReleaseSpec release = input.release().get();
        checkRelease(input, release, problems);
        InstallationCheck.check(input.spec(), release, problems);
        if (problems.hasErrors()) {
            resolveForProblems(input, release, problems);
            return Compilation.rejected(problems);
        }
        Resolution resolution = Resolver.resolve(ReleaseGraph.of(release), selection(input, release));
        problems.add(resolution.problems());
        if (resolution.graph().isEmpty()) {
            return Compilation.rejected(problems);
        }
        DependencyGraph graph = resolution.graph().get();
        NameCheck.check(release, graph.nodes(), input.spec(), problems);
        ComponentCompiler components = new ComponentCompiler(input, release, graph, resolution.choices(), problems);
        Blueprint blueprint = UndoJobs.in(components.blueprint(release.version()), input, release, problems);
        return problems.hasErrors()
                ? Compilation.rejected(problems)
                : new Compilation(java.util.Optional.of(blueprint), problems.list());
    }

    /** Errors of the Release concern this Installation too; they are shown with the Release's name before the path. */
    private static void checkRelease(CompileInput input, ReleaseSpec release, Problems problems) {
        for (ReportedProblem problem : ReleaseCheck.check(release)) {
            String field = "Release " + input.spec().release() + " " + problem.field();
            problems.report(new ReportedProblem(problem.severity(), problem.reason(), field, problem.message()));
        }
    }

    /** With errors elsewhere the choice of components is still checked, so that all problems appear at once. */
    private static void resolveForProblems(CompileInput input, ReleaseSpec release, Problems problems) {
        boolean releaseFine = ReleaseCheck.check(release).stream().noneMatch(Problems::isError);
        if (releaseFine) {
            problems.add(Resolver.resolve(ReleaseGraph.of(release), selection(input, release))
                    .problems());
        }
    }

    private static Selection selection(CompileInput input, ReleaseSpec release) {
        InstallationSpec spec = input.spec();
        Set<String> wanted = new TreeSet<>();
        spec.products()
                .forEach(product -> wanted.addAll(release.products().getOrDefault(product, java.util.List.of())));
        Map<String, Map<String, String>> uses = new TreeMap<>();
        spec.components().forEach((name, settings) -> {
            if (!settings.use().isEmpty()) {
                uses.put(name, settings.use());
            }
        });
        return new Selection(
                wanted,
                named(spec, settings -> settings.external() != null),
                named(spec, settings -> Boolean.TRUE.equals(settings.skip())),
                uses,
                input.facts().choices());
    }

    private static Set<String> named(InstallationSpec spec, Predicate<ComponentSettings> condition) {
        return spec.components().entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
