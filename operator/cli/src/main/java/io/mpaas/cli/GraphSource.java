package io.mpaas.cli;

import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.graph.Drawing;
import io.mpaas.cli.lint.Finding;
import io.mpaas.cli.lint.LintText;
import io.mpaas.cli.lint.Linter;
import io.mpaas.cli.lint.Report;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.graph.Resolver;
import io.mpaas.graph.Selection;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.value.ReleaseGraph;
import java.util.List;
import java.util.Optional;

/** What to draw of a set of files. Pure. */
final class GraphSource {
    private GraphSource() {}

    static Drawing of(List<Manifest> manifests) {
        List<Manifest> releases = of("Release", manifests);
        List<Manifest> installations = of("Installation", manifests);
        if (installations.size() > 1 || releases.isEmpty()) {
            throw Complaint.noAnswer(
                    "give files with one Release, or with one Installation and its Release; these have "
                            + releases.size() + " Releases and " + installations.size() + " Installations");
        }
        refuseErrors(manifests);
        if (installations.isEmpty()) {
            if (releases.size() > 1) {
                throw Complaint.noAnswer("give one Release only, or an Installation that names one of them");
            }
            return release(releases.getFirst());
        }
        return installation(installations.getFirst(), releases);
    }

    private static List<Manifest> of(String kind, List<Manifest> manifests) {
        return manifests.stream().filter(manifest -> manifest.is(kind)).toList();
    }

    /** A complaint that names every error, where there are any. */
    static void refuseErrors(List<Manifest> manifests) {
        Report report = Linter.lint(manifests);
        if (report.errors() > 0) {
            List<Finding> errors =
                    report.findings().stream().filter(Finding::isError).toList();
            Report shown = new Report(report.releases(), report.installations(), report.others(), errors);
            throw Complaint.bad("errors come first:\n" + LintText.of(shown, Terminal.PIPE));
        }
    }

    private static Drawing release(Manifest manifest) {
        ReleaseSpec release = manifest.spec(ReleaseSpec.class);
        return Resolver.resolve(ReleaseGraph.of(release), Selection.everything())
                .graph()
                .map(graph -> Drawing.of(manifest.title(), graph, release.components()))
                .orElseThrow(() -> new IllegalStateException("a Release without errors has a graph"));
    }

    private static Drawing installation(Manifest manifest, List<Manifest> releases) {
        InstallationSpec spec = manifest.spec(InstallationSpec.class);
        Optional<ReleaseSpec> release = releases.stream()
                .filter(candidate -> candidate.name().equals(spec.release()))
                .map(candidate -> candidate.spec(ReleaseSpec.class))
                .findFirst();
        String title = manifest.title() + " of Release " + spec.release();
        return Compiler.compile(new CompileInput(manifest.namespace(), release, spec, SiteFacts.UNKNOWN))
                .blueprint()
                .map(blueprint -> Drawing.of(title, blueprint))
                .orElseThrow(() -> Complaint.noAnswer(
                        "Release " + spec.release() + " is not among the files: give its file as well"));
    }
}
